import { Hono } from "hono";
import type { Engine, EngineRequest } from "../engine/engine.js";
import type { Journal } from "../journal.js";
import { readText } from "./read-text.js";

const mostBytes = 1024 * 1024;

/** The fixture as a web application: every request goes through the engine and into the journal. */
export function createApp(engine: Engine, journal: Journal): Hono {
  const app = new Hono();
  app.all("*", async ({ req }) => {
    const text = await readText(req.raw, mostBytes);
    if (text === undefined) return Response.json({ error: "413 Request Entity Too Large" }, { status: 413 });
    const request: EngineRequest = {
      method: req.method,
      url: new URL(req.url),
      headers: req.header(),
      text,
    };
    const answer = await engine(request);
    journal.record(request, answer);
    return new Response(serialize(answer.body), { status: answer.status, headers: answer.headers });
  });
  return app;
}

function serialize(body: unknown): string | null {
  if (body === undefined || body === "") return null;
  return typeof body === "string" ? body : JSON.stringify(body);
}
