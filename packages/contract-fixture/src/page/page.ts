import type { EngineAnswer } from "../engine/engine.js";

/** The page at `/`. */
export function renderPage(): EngineAnswer {
  return {
    status: 200,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: "<!DOCTYPE html>",
    violations: [],
  };
}
