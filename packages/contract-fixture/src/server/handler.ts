import type { Engine, EngineAnswer, EngineRequest } from "../engine/engine.js";
import { mostBytes, type ReceivedRequest } from "./received-request.js";

/** How the fixture answers a request. A status of 0 resets the connection instead. */
export type Handler = (request: ReceivedRequest) => Promise<EngineAnswer>;

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
    const answer = request.isTooLarge
      ? tooLarge(request)
      : await (isControl ? control : engine)(request).catch((error: unknown) => failed(request, error));
    if (!isControl) record(request, answer);
    return answer;
  };
}

/** A failure of the fixture's own, which no test should miss. */
function failed({ method, url: { pathname: path } }: EngineRequest, error: unknown): EngineAnswer {
  const message = `The fixture failed: ${error instanceof Error ? error.message : String(error)}`;
  return {
    status: 500,
    headers: { "content-type": "application/json" },
    body: { message },
    violations: [{ method, path, side: "response", location: "answer", message }],
  };
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
