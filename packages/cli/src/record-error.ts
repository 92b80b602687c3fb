import type { RecordError } from "./record.js";

/** Turns what was thrown into plain data. Errors of the facade and of desired-state have a code; neither contains a token. */
export function recordError(thrown: unknown): RecordError {
  const { code, message, status, requestId } = (thrown ?? {}) as Record<string, unknown>;
  const isOurs = thrown instanceof Error && typeof code === "string" && "toJSON" in thrown;
  return {
    code: isOurs ? code : "unexpected",
    message: typeof message === "string" ? message : String(thrown),
    ...(isOurs && typeof status === "number" && { status }),
    ...(isOurs && typeof requestId === "string" && { requestId }),
  };
}
