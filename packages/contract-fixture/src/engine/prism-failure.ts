import { ProblemJsonError } from "@stoplight/prism-http/dist/types.js";
import type { Violation } from "../violation.js";
import type { EngineRequest } from "./engine.js";
import type { PrismOutcome } from "./prism-outcome.js";

type Found = Pick<Violation, "side" | "location" | "message">;

/** The answer to a request that Prism cannot read: its path is not URL-encoded, or its content type is none. */
export function refuseUnreadable({ method, url }: EngineRequest, error: unknown): PrismOutcome {
  const location = isEncoded(url.pathname) ? "header.content-type" : "path";
  const message = error instanceof Error ? error.message : String(error);
  const headers = { "content-type": "application/json" };
  return {
    response: { statusCode: 400, headers, body: { error: "400 Bad Request" } },
    operation: undefined,
    violations: [{ method, path: url.pathname, side: "request", location, message }],
  };
}

/** Why Prism had no answer. What it was asked is the client's mistake; any other failure is the fixture's. */
export function explain(error: Error, headers: EngineRequest["headers"]): Found[] {
  if (!(error instanceof ProblemJsonError)) {
    return [{ side: "response", location: "answer", message: error.message }];
  }
  const { name, detail, additional } = error;
  const request = (location: string): Found[] => [{ side: "request", location, message: detail }];
  if (name.endsWith("#NO_PATH_MATCHED_ERROR")) return request("path");
  if (name.endsWith("#NO_METHOD_MATCHED_ERROR")) return request("method");
  const listed = additional?.["validation"];
  if (Array.isArray(listed)) {
    return listed.map(({ location, message }: { location?: string[]; message: string }) => ({
      side: "request",
      location: location?.join(".") ?? "request",
      message,
    }));
  }
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
