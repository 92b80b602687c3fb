import type { Engine, EngineRequest, EngineResponse } from "../engine/engine.js";
import type { RequestTiming } from "../journal.js";
import { maxBodyBytes, type ReceivedRequest } from "./received-request.js";

/** Handles a request to the fixture. A response with status 0 resets the connection. */
export type Handler = (request: ReceivedRequest) => Promise<EngineResponse>;

/** The parts of a fixture that handle requests. */
export interface HandlerParts {
  /** Handles requests to GitLab. */
  readonly engine: Engine;
  /** Handles requests to the control routes, below `/-/fixture/`. */
  readonly control: Engine;
  /** Serves the page at `/` and its assets; undefined for all other requests. */
  servePage(request: EngineRequest): EngineResponse | undefined;
  /** Records a request to GitLab and its response. */
  record(request: ReceivedRequest, response: EngineResponse, timing: RequestTiming): void;
}

/** Creates a handler that dispatches each request to the responsible part. */
export function createHandler({ engine, control, servePage, record }: HandlerParts): Handler {
  return async (request) => {
    const time = new Date().toISOString();
    const start = performance.now();
    const page = servePage(request);
    if (page !== undefined) return page;
    const isControl = request.url.pathname.startsWith("/-/fixture/");
    const response = request.isTooLarge
      ? tooLarge(request)
      : await (isControl ? control : engine)(request).catch((error: unknown) =>
          internalError(request, error),
        );
    if (isControl) return response;
    try {
      record(request, response, { time, durationMs: Math.round((performance.now() - start) * 10) / 10 });
    } catch (error) {
      // Thrown by `onRequest`.
      return internalError(request, error);
    }
    return response;
  };
}

/** A bug in the fixture. Recorded as a violation, so that a strict test fails. */
function internalError({ method, url: { pathname: path } }: EngineRequest, error: unknown): EngineResponse {
  const message = `The fixture failed: ${error instanceof Error ? error.message : String(error)}`;
  return {
    status: 500,
    headers: { "content-type": "application/json" },
    body: { message },
    violations: [{ method, path, side: "response", location: "response", message }],
  };
}

function tooLarge({ method, url: { pathname: path } }: EngineRequest): EngineResponse {
  const message = `Request body must not have more than ${maxBodyBytes} bytes`;
  return {
    status: 413,
    headers: { "content-type": "application/json" },
    body: { error: "413 Request Entity Too Large" },
    violations: [{ method, path, side: "request", location: "body", message }],
  };
}
