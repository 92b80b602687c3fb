import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import type { Engine, EngineAnswer, EngineRequest } from "../engine/engine.js";
import type { Journal } from "../journal.js";
import { readText } from "./read-text.js";

const mostBytes = 1024 * 1024;

/** The fixture as a web application: every request goes through the engine and into the journal. */
export function createApp(engine: Engine, journal: Journal): Hono {
  const app = new Hono();
  app.all("*", async ({ req, env }) => {
    const text = await readText(req.raw, mostBytes);
    const request: EngineRequest = {
      method: req.method,
      url: new URL(req.url),
      headers: req.header(),
      text: text ?? "",
    };
    const answer = text === undefined ? tooLarge(request) : await engine(request);
    journal.record(request, answer);
    // Without a socket there is none.
    const { outgoing }: Partial<HttpBindings> = env ?? {};
    return send(answer, outgoing);
  });
  // The engine answers for its own failures. What is left is a body that broke off: nobody waits for this answer.
  app.onError(() => Response.json({ error: "400 Bad Request" }, { status: 400 }));
  return app;
}

/** Answers a request without a socket, and ends when its signal is aborted. */
export async function fetchFrom(app: Hono, request: Request): Promise<Response> {
  request.signal.throwIfAborted();
  const response = await app.fetch(request);
  request.signal.throwIfAborted();
  return response;
}

/**
 * Writes the answer to the socket itself, where there is one: the server would make a Response into streams and read
 * them again, which takes as long as the whole of the in-memory GitLab.
 */
function send(
  { status, headers, body }: EngineAnswer,
  outgoing: HttpBindings["outgoing"] | undefined,
): Response {
  const text = serialize(body);
  if (outgoing === undefined) return new Response(text, { status, headers });
  outgoing.statusCode = status;
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
  outgoing.end(text ?? undefined);
  return RESPONSE_ALREADY_SENT;
}

function tooLarge({ method, url: { pathname: path } }: EngineRequest): EngineAnswer {
  const message = `Request body must not have more than ${mostBytes} bytes`;
  return {
    status: 413,
    headers: { "content-type": "application/json" },
    body: { error: "413 Request Entity Too Large" },
    violations: [{ method, path, side: "request", location: "body", message }],
  };
}

function serialize(body: unknown): string | null {
  if (body === undefined || body === "") return null;
  return typeof body === "string" ? body : JSON.stringify(body);
}
