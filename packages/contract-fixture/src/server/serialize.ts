import type { EngineResponse } from "../engine/engine.js";

const statusesWithoutBody = [204, 205, 304];

/** Serializes the body of a response; undefined for no body. */
export function serialize({ status, body, raw }: EngineResponse): string | Uint8Array | undefined {
  if (statusesWithoutBody.includes(status)) return undefined;
  if (raw !== undefined) return raw.decoded;
  if (body === undefined || body === "") return undefined;
  return typeof body === "string" ? body : JSON.stringify(body);
}
