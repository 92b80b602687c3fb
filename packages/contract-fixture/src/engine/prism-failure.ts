import { ProblemJsonError } from "../prism/parts.js";
import type { Problem } from "../violation.js";
import type { EngineRequest } from "./engine.js";
import type { PrismOutcome } from "./prism-outcome.js";

/** The outcome of a request that Prism cannot parse: its path is not URL-encoded, or its content type is invalid. */
export function rejectUnreadable({ url }: EngineRequest, error: unknown): PrismOutcome {
  const location = isEncoded(url.pathname) ? "header.content-type" : "path";
  const message = error instanceof Error ? error.message : String(error);
  const headers = { "content-type": "application/json" };
  return {
    response: { statusCode: 400, headers, body: { error: "400 Bad Request" } },
    operation: undefined,
    violations: [{ side: "request", location, message }],
  };
}

/** Describes why Prism has no response. Prism's own errors are caused by the request, all others by the fixture. */
export function describeFailure(error: Error, headers: EngineRequest["headers"]): Problem {
  if (!(error instanceof ProblemJsonError)) {
    return { side: "response", location: "response", message: error.message };
  }
  const { name, detail } = error;
  const request = (location: string): Problem => ({ side: "request", location, message: detail });
  if (name.endsWith("#NO_PATH_MATCHED_ERROR")) return request("path");
  if (name.endsWith("#NO_METHOD_MATCHED_ERROR")) return request("method");
  return request("prefer" in headers ? "header.prefer" : "request");
}

function isEncoded(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
