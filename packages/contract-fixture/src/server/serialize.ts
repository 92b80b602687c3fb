import type { EngineAnswer } from "../engine/engine.js";

const statusesWithoutBody = [204, 205, 304];

/** An answer's body as it is sent; undefined where there is none. */
export function serialize({ status, body }: EngineAnswer): string | undefined {
  if (body === undefined || body === "" || statusesWithoutBody.includes(status)) return undefined;
  return typeof body === "string" ? body : JSON.stringify(body);
}
