import type { EngineResponse } from "../engine/engine.js";

const statusesWithoutBody = [204, 205, 304];

/** Serializes the body of a response; undefined for no body. */
export function serialize({ status, body }: EngineResponse): string | undefined {
  if (body === undefined || body === "" || statusesWithoutBody.includes(status)) return undefined;
  return typeof body === "string" ? body : JSON.stringify(body);
}
