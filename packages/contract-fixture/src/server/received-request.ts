import type { IncomingMessage } from "node:http";
import type { EngineRequest } from "../engine/engine.js";
import { readBody } from "../engine/request-body.js";
import { readText } from "./read-text.js";

/** How many bytes of a body are kept. */
export const mostBytes: number = 1024 * 1024;

/** A request as it came in. */
export interface ReceivedRequest extends EngineRequest {
  /** Whether its body had more bytes than are kept; it is empty here then. */
  readonly isTooLarge: boolean;
}

/**
 * Reads a request from a socket. Undefined when its address is none.
 *
 * @throws {Error} When the connection ends before the body does.
 */
export async function receive(incoming: IncomingMessage): Promise<ReceivedRequest | undefined> {
  const url = readUrl(incoming);
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  const hasBody = "content-length" in incoming.headers || "transfer-encoding" in incoming.headers;
  const text = hasBody ? await readText(incoming, mostBytes) : "";
  return url && toRequest(incoming.method ?? "GET", url, headers, text);
}

/** Reads a request that came without a socket. */
export async function receiveFetch({ method, url, headers, body }: Request): Promise<ReceivedRequest> {
  const text = body === null ? "" : await readText(body, mostBytes);
  return toRequest(method, new URL(url), headers, text);
}

/** @param content Undefined when there was more of it than is kept. */
function toRequest(
  method: string,
  url: URL,
  headerList: Iterable<[string, string]>,
  content: string | undefined,
): ReceivedRequest {
  const headers = Object.fromEntries(headerList);
  const text = content ?? "";
  return { method, url, headers, text, body: readBody(headers, text), isTooLarge: content === undefined };
}

/** A request names its path, as most clients do, or the whole address. */
function readUrl({ url = "", headers, socket }: IncomingMessage): URL | undefined {
  const host = headers.host ?? `${socket.localAddress}:${socket.localPort}`;
  const isHost = /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host);
  const address = url.startsWith("/") ? `http://${host}${url}` : url;
  return isHost && /^https?:\/\//i.test(address) && URL.canParse(address) ? new URL(address) : undefined;
}
