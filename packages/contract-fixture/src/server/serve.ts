import type { IncomingMessage, ServerResponse } from "node:http";
import type { EngineResponse } from "../engine/engine.js";
import type { Handler } from "./handler.js";
import { type ReceivedRequest, receive } from "./received-request.js";
import { serialize } from "./serialize.js";

const badRequest: EngineResponse = {
  status: 400,
  headers: { "content-type": "application/json" },
  body: { error: "400 Bad Request" },
  violations: [],
};

/** Handles a request from a socket. */
export async function serve(
  handle: Handler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  let request: ReceivedRequest | undefined;
  try {
    request = await receive(incoming);
  } catch {
    // The client closed the connection before the end of the body.
    incoming.destroy();
    return;
  }
  const response = request === undefined ? badRequest : await handle(request);
  if (response.status === 0) {
    incoming.socket.resetAndDestroy();
    return;
  }
  outgoing.statusCode = response.status;
  for (const [name, value] of Object.entries(response.headers)) outgoing.setHeader(name, value);
  outgoing.end(serialize(response));
}
