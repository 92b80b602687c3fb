import type { IncomingMessage, ServerResponse } from "node:http";
import type { EngineResponse } from "../engine/engine.js";
import { type AllowedHosts, isAllowedHost } from "./allowed-host.js";
import type { Handler } from "./handler.js";
import { type ReceivedRequest, receive } from "./received-request.js";
import { serialize } from "./serialize.js";

/**
 * Handles a request from a socket. Never rejects: a response that cannot be sent becomes a 500, or ends the connection if a part
 * of it has been sent.
 */
export async function serve(
  handle: Handler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  allowed: AllowedHosts,
): Promise<void> {
  let request: ReceivedRequest | undefined;
  try {
    request = await receive(incoming);
  } catch {
    // The client closed the connection before the end of the body.
    incoming.destroy();
    return;
  }
  try {
    send(await respond(handle, request, allowed), incoming, outgoing);
  } catch (error) {
    if (outgoing.headersSent) {
      incoming.destroy();
      return;
    }
    for (const name of outgoing.getHeaderNames()) outgoing.removeHeader(name);
    const reason = error instanceof Error ? error.message : String(error);
    send(reject(500, `The fixture cannot send its response: ${reason}`), incoming, outgoing);
  }
}

async function respond(
  handle: Handler,
  request: ReceivedRequest | undefined,
  allowed: AllowedHosts,
): Promise<EngineResponse> {
  if (request === undefined) return reject(400, "400 Bad Request");
  const { host } = request.url;
  if (isAllowedHost(request.url, allowed)) return handle(request);
  return reject(
    403,
    `the host "${host}" of this request is not one of the fixture's. Use its URL, or allow the host: --allow-host ${host}, or the option allowHosts`,
  );
}

function send(response: EngineResponse, incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (response.status === 0) {
    incoming.socket.resetAndDestroy();
    return;
  }
  const { raw } = response;
  const body = raw === undefined ? serialize(response) : raw.body;
  outgoing.statusCode = response.status;
  if (raw === undefined) {
    for (const [name, value] of Object.entries(response.headers)) outgoing.setHeader(name, value);
    // A script can declare a length that the body does not have. The next response must not be part of this one.
    const length = outgoing.getHeader("content-length");
    if (length !== undefined && Number(length) !== Buffer.byteLength(body ?? "")) {
      outgoing.shouldKeepAlive = false;
    }
  } else {
    outgoing.sendDate = false;
    outgoing.writeHead(response.status, raw.statusMessage, [...raw.headers]);
  }
  outgoing.end(body);
}

function reject(status: number, error: string): EngineResponse {
  return { status, headers: { "content-type": "application/json" }, body: { error }, violations: [] };
}
