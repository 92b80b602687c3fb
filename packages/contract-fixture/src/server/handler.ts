import type { Engine, EngineAnswer, EngineRequest } from "../engine/engine.js";
import { bodyLimit, type Handler } from "./app.js";

/** What a fixture is made of, to those who send it requests. */
export interface Parts {
  /** Answers what is sent to GitLab. */
  readonly engine: Engine;
  /** Answers what is sent to the fixture itself, below `/-/fixture/`. */
  readonly control: Engine;
  /** Answers the page at `/` and what belongs to it; undefined for every other request. */
  page(request: EngineRequest): EngineAnswer | undefined;
  /** Takes note of what was sent to GitLab, and of the answer. */
  record(request: EngineRequest, answer: EngineAnswer): void;
}

/** Gives each request to the part that it is meant for. */
export function createHandler({ engine, control, page, record }: Parts): Handler {
  return async (request) => {
    const shown = page(request);
    if (shown !== undefined) return shown;
    const isControl = request.url.pathname.startsWith("/-/fixture/");
    if (isControl) return request.isTooLarge ? tooLarge(request) : control(request);
    const answer = request.isTooLarge ? tooLarge(request) : await engine(request);
    record(request, answer);
    return answer;
  };
}

function tooLarge({ method, url: { pathname: path } }: EngineRequest): EngineAnswer {
  return {
    status: 413,
    headers: { "content-type": "application/json" },
    body: { error: "413 Request Entity Too Large" },
    violations: [{ method, path, side: "request", location: "body", message: bodyLimit }],
  };
}
