import { Hono } from "hono";
import type { EngineAnswer, EngineRequest } from "../engine/engine.js";
import { readText } from "./read-text.js";

const mostBytes = 1024 * 1024;
const statusesWithoutBody = [204, 205, 304];

/** A request as it came in. */
export interface ReceivedRequest extends EngineRequest {
  /** Whether its body had more bytes than are kept; it is empty here then. */
  readonly isTooLarge: boolean;
}

/** How the fixture answers a request. A status of 0 resets the connection instead. */
export type Handler = (request: ReceivedRequest) => EngineAnswer | Promise<EngineAnswer>;

/** The fixture as a web application. */
export type App = Hono<{ Bindings: Connection }>;

/** What a request came by. */
export interface Connection {
  /** Ends it without an answer. */
  reset(): void;
}

/** Makes a web application of what answers its requests. */
export function createApp(handle: Handler): App {
  const app: App = new Hono();
  app.all("*", async ({ req, env }) => {
    const text = await readText(req.raw, mostBytes);
    const { status, headers, body } = await handle({
      method: req.method,
      url: new URL(req.url),
      headers: req.header(),
      text: text ?? "",
      isTooLarge: text === undefined,
    });
    if (status === 0) {
      env.reset();
      return new Response();
    }
    return new Response(statusesWithoutBody.includes(status) ? null : serialize(body), { status, headers });
  });
  // The engine answers for its own failures. What is left is a body that broke off: nobody waits for this answer.
  app.onError(() => Response.json({ error: "400 Bad Request" }, { status: 400 }));
  return app;
}

/** How many bytes of a body are kept, in words. */
export const bodyLimit: string = `Request body must not have more than ${mostBytes} bytes`;

function serialize(body: unknown): string | null {
  if (body === undefined || body === "") return null;
  return typeof body === "string" ? body : JSON.stringify(body);
}
