import type { EngineResponse } from "./engine/engine.js";
import { limitLength } from "./limit-length.js";
import { maskBody, maskHeaders, maskSecrets } from "./mask.js";
import { serialize } from "./server/serialize.js";

/** A response that the fixture sent. */
export interface RecordedResponse {
  /** Names are in lower case. Credentials are masked. Without the headers for connections and other origins. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body: a JSON value or text. Undefined if there was none, a placeholder if it was too long. */
  readonly body: unknown;
  /** Whether a script replaced GitLab's response. */
  readonly isScripted: boolean;
}

/** Copies what is recorded of a response. */
export function recordResponse(method: string, response: EngineResponse): RecordedResponse {
  const headers = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    headers: maskHeaders(Object.fromEntries(headers)),
    body: method === "HEAD" ? undefined : readBody(response),
    isScripted: response.isScripted ?? false,
  };
}

function readBody(response: EngineResponse): unknown {
  const content = serialize(response);
  if (content === undefined || content.length === 0) return undefined;
  const text = typeof content === "string" ? content : new TextDecoder().decode(content);
  const limited = limitLength(text);
  if (limited !== text) return limited;
  try {
    return JSON.parse(text, maskSecrets);
  } catch {
    return maskBody(text);
  }
}
