import type { IncomingMessage } from "node:http";
import type { EngineRequest } from "../engine/engine.js";
import { readBody } from "../engine/request-body.js";
import { readText } from "./read-text.js";

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
  const text = hasBody ? await readText(incoming, maxBodyBytes) : "";
  const { socket } = incoming;
  const client = { address: socket.remoteAddress ?? "", isDisconnected: () => socket.destroyed };
  return url && toRequest(incoming.method ?? "GET", url, headers, text, client);
}

/** Reads a request made through `gitlab.fetch`. */
export async function receiveFetch({
  method,
  url,
  headers,
  body,
  signal,
}: Request): Promise<ReceivedRequest> {
  const text = body === null ? "" : await readText(body, maxBodyBytes);
  return toRequest(method, new URL(url), headers, text, {
    address: "",
    isDisconnected: () => signal.aborted,
  });
}

/** @param content Undefined if the body exceeded the limit. */
async function toRequest(
  method: string,
  url: URL,
  headerList: Iterable<[string, string]>,
  content: string | undefined,
  client: Pick<ReceivedRequest, "address" | "isDisconnected">,
): Promise<ReceivedRequest> {
  const headers = Object.fromEntries(headerList);
  const text = content ?? "";
  const body = await readBody(headers, text);
  return { method, url, headers, text, body, ...client, isTooLarge: content === undefined };
}

/** The target of a request is a path or, less commonly, a full URL. */
function readUrl({ url = "", headers, socket }: IncomingMessage): URL | undefined {
  const host = headers.host ?? `${socket.localAddress}:${socket.localPort}`;
  const isHost = /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host);
  const target = url.startsWith("/") ? `http://${host}${url}` : url;
  return isHost && /^https?:\/\//i.test(target) && URL.canParse(target) ? new URL(target) : undefined;
}
