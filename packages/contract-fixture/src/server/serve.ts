import type { IncomingMessage, ServerResponse } from "node:http";
import type { EngineAnswer } from "../engine/engine.js";
import type { Handler } from "./handler.js";
import { type ReceivedRequest, receive } from "./received-request.js";
import { serialize } from "./serialize.js";

const badRequest: EngineAnswer = {
  status: 400,
  headers: { "content-type": "application/json" },
  body: { error: "400 Bad Request" },
  violations: [],
};

/** Answers a request that came by a socket. */
export async function serve(
  handle: Handler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  let request: ReceivedRequest | undefined;
  try {
    request = await receive(incoming);
  } catch {
    // The body broke off: nobody waits for an answer.
    incoming.destroy();
    return;
  }
  const answer = request === undefined ? badRequest : await handle(request);
  if (answer.status === 0) {
    incoming.socket.resetAndDestroy();
    return;
  }
  outgoing.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers)) outgoing.setHeader(name, value);
  outgoing.end(serialize(answer));
}
