import { ProblemJsonError } from "@stoplight/prism-http";
import type { Violation } from "../violation.js";
import type { EngineRequest } from "./engine.js";

/** A request that Prism cannot read: its path is not URL-encoded, or its content type is none. */
export class UnreadableRequest extends Error {
  override readonly name = "UnreadableRequest";

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

type Found = Pick<Violation, "side" | "location" | "message">;

/** Why Prism had no answer. What it was asked is the client's mistake; any other failure is the fixture's. */
export function explain(error: Error, { url, headers }: EngineRequest): Found[] {
  if (error instanceof UnreadableRequest) {
    const location = isEncoded(url.pathname) ? "header.content-type" : "path";
    return [{ side: "request", location, message: error.message }];
  }
  if (!(error instanceof ProblemJsonError)) {
    return [{ side: "response", location: "answer", message: error.message }];
  }
  const { name, detail, additional } = error;
  const request = (location: string): Found[] => [{ side: "request", location, message: detail }];
  if (name.endsWith("#NO_PATH_MATCHED_ERROR")) return request("path");
  if (name.endsWith("#NO_METHOD_MATCHED_ERROR")) return request("method");
  const listed = additional?.["validation"];
  if (Array.isArray(listed)) {
    return listed.map(({ location, message }: { location?: string[]; message: string }) => ({
      side: "request",
      location: location?.join(".") ?? "request",
      message,
    }));
  }
  return request("prefer" in headers ? "header.prefer" : "request");
}

function isEncoded(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
