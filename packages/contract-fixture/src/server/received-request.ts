import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";
import type { EngineRequest, RawRequest } from "../engine/engine.js";
import { readBody } from "../engine/request-body.js";
import { isHost } from "./allowed-host.js";
import { readBytes } from "./read-bytes.js";

/** The maximum size of a request body. */
export const maxBodyBytes: number = 1024 * 1024;

/** A request as received. */
export interface ReceivedRequest extends EngineRequest {
  /** Whether the body exceeded `maxBodyBytes`. If so, `text` is empty. */
  readonly isTooLarge: boolean;
  /** Whether the client has closed the connection, so that it does not receive the response. */
  readonly isDisconnected: () => boolean;
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
  const content = hasBody ? await readBytes(incoming, maxBodyBytes) : new Uint8Array();
  const raw = { target: toTarget(incoming.url ?? ""), headers: incoming.rawHeaders };
  const { socket } = incoming;
  const client = { address: socket.remoteAddress ?? "", isDisconnected: () => socket.destroyed };
  return url && toRequest(incoming.method ?? "GET", url, headers, content, raw, client);
}

/** Reads a request made through `gitlab.fetch`. */
export async function receiveFetch(request: Request): Promise<ReceivedRequest> {
  const { method, url: href, headers, body, signal } = request;
  const content = body === null ? new Uint8Array() : await readBytes(body, maxBodyBytes);
  const url = new URL(href);
  const raw = { target: url.pathname + url.search, headers: [...headers].flat() };
  return toRequest(method, url, headers, content, raw, { address: "", isDisconnected: () => signal.aborted });
}

/** @param content Undefined if the body exceeded the limit. */
async function toRequest(
  method: string,
  url: URL,
  headerList: Iterable<[string, string]>,
  content: Uint8Array | undefined,
  raw: Omit<RawRequest, "body">,
  client: Pick<ReceivedRequest, "address" | "isDisconnected">,
): Promise<ReceivedRequest> {
  const headers = Object.fromEntries(headerList);
  const bytes = content ?? new Uint8Array();
  const text = new TextDecoder().decode(bytes);
  const body = await readBody(headers, text);
  return {
    method,
    url,
    headers,
    text,
    body,
    raw: { ...raw, body: bytes },
    ...client,
    isTooLarge: content === undefined,
  };
}

/** Removes the server from a target that is a full URL. */
function toTarget(target: string): string {
  return target.replace(/^https?:\/\/[^/?#]*/i, "") || "/";
}

/** The target of a request is a path or, less commonly, a full URL. */
function readUrl({ url = "", headers, socket }: IncomingMessage): URL | undefined {
  const { localAddress = "", localPort } = socket;
  const local = isIPv6(localAddress) ? `[${localAddress}]` : localAddress;
  const host = headers.host ?? `${local}:${localPort}`;
  const target = url.startsWith("/") ? `http://${host}${url}` : url;
  return isHost(host) && /^https?:\/\//i.test(target) && URL.canParse(target) ? new URL(target) : undefined;
}
