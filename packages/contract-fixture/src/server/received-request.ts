import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";
import type { EngineRequest } from "../engine/engine.js";
import { readBody } from "../engine/request-body.js";
import { isHost } from "./allowed-host.js";
import { readText } from "./read-text.js";

/** The maximum size of a request body. */
export const maxBodyBytes: number = 1024 * 1024;

/** A request as received. */
export interface ReceivedRequest extends EngineRequest {
  /** Whether the body exceeded `maxBodyBytes`. If so, `text` is empty. */
  readonly isTooLarge: boolean;
}

/**
 * Reads a request from a socket. Returns undefined if its URL is invalid.
 *
 * @throws {Error} If the connection closes before the end of the body.
 */
export async function receive(incoming: IncomingMessage): Promise<ReceivedRequest | undefined> {
  const url = readUrl(incoming);
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  const hasBody = "content-length" in incoming.headers || "transfer-encoding" in incoming.headers;
  const text = hasBody ? await readText(incoming, maxBodyBytes) : "";
  return url && toRequest(incoming.method ?? "GET", url, headers, text);
}

/** Reads a request made through `gitlab.fetch`. */
export async function receiveFetch({ method, url, headers, body }: Request): Promise<ReceivedRequest> {
  const text = body === null ? "" : await readText(body, maxBodyBytes);
  return toRequest(method, new URL(url), headers, text);
}

/** @param content Undefined if the body exceeded the limit. */
async function toRequest(
  method: string,
  url: URL,
  headerList: Iterable<[string, string]>,
  content: string | undefined,
): Promise<ReceivedRequest> {
  const headers = Object.fromEntries(headerList);
  const text = content ?? "";
  const body = await readBody(headers, text);
  return { method, url, headers, text, body, isTooLarge: content === undefined };
}

/** The target of a request is a path or, less commonly, a full URL. */
function readUrl({ url = "", headers, socket }: IncomingMessage): URL | undefined {
  const { localAddress = "", localPort } = socket;
  const local = isIPv6(localAddress) ? `[${localAddress}]` : localAddress;
  const host = headers.host ?? `${local}:${localPort}`;
  const target = url.startsWith("/") ? `http://${host}${url}` : url;
  return isHost(host) && /^https?:\/\//i.test(target) && URL.canParse(target) ? new URL(target) : undefined;
}
