import { isHTTPError, isNetworkError, isTimeoutError } from "ky";
import { ConnectionError } from "../errors/connection-error.js";
import { InvalidRequestError } from "../errors/invalid-request-error.js";
import { isJobTokenScopeError, type JobTokenScopeError } from "../errors/job-token-scope-error.js";
import { ResponseError } from "../errors/response-error.js";
import { classify } from "./classify.js";
import type { Exchange } from "./exchange.js";
import { rootMessage } from "./root-message.js";

/** Turns whatever a call threw into an error of this package. */
export function translateError(
  error: unknown,
  exchange: Exchange,
  signal: AbortSignal | undefined,
): JobTokenScopeError {
  if (isJobTokenScopeError(error)) return error;
  const { operation, attempts, origin, lastStatus, response } = exchange;
  const request = { method: operation.method, path: operation.path, attempts };
  const about = aboutOf(exchange);
  if (signal?.aborted) {
    return new ConnectionError("aborted", `${about}: aborted`, request, { cause: signal.reason });
  }
  // Nothing was to be sent yet: the client refused what it was given.
  if (origin === "") return new InvalidRequestError(rootMessage(error), { cause: error });
  if (isHTTPError(error)) return failed(exchange, error.response, exchange.mask(error.data));
  if (isTimeoutError(error)) {
    const last = lastStatus === undefined ? `no answer from ${origin}` : `the last answer was ${lastStatus}`;
    return new ConnectionError("timeout", `${about}: not done in time, ${last}`, request);
  }
  // The client could not read a success as JSON.
  if (error instanceof SyntaxError && response) return unexpectedResponse(exchange, response);
  // Ky's error holds the request, and with it the token: only its cause is kept.
  const cause = isNetworkError(error) ? error.cause : error;
  const message = `${about}: ${origin} could not be reached, or the connection was lost (${rootMessage(cause)})`;
  return new ConnectionError("network", message, request, { cause });
}

function failed(exchange: Exchange, response: Response, details: unknown): ResponseError {
  const { code, reason } = classify(response.status, details);
  const location = response.headers.get("location");
  const target = location === null ? undefined : URL.parse(location, exchange.origin)?.origin;
  const redirect = target === undefined ? "" : ` It redirects to ${target}.`;
  return responseError(exchange, response, code, `${reason}${redirect}`, details);
}

/** A success that is not what the call asks for. */
export function unexpectedResponse(exchange: Exchange, response: Response): ResponseError {
  const type = response.headers.get("content-type") ?? "no content type";
  const reason = `This is not an answer that GitLab gives to this call (${type}). Is the url that of a GitLab, and is nothing asking for a login?`;
  return responseError(exchange, response, "unexpected_response", reason, undefined);
}

function responseError(
  exchange: Exchange,
  { status, headers }: Response,
  code: ResponseError["code"],
  reason: string,
  details: unknown,
): ResponseError {
  const { operation, attempts } = exchange;
  return new ResponseError({
    code,
    message: `${aboutOf(exchange)}: ${status} ${reason}`.trimEnd(),
    method: operation.method,
    path: operation.path,
    status,
    attempts,
    requestId: headers.get("x-request-id") ?? undefined,
    retryAfterMs: retryAfterMs(headers.get("retry-after")),
    details: typeof details === "string" ? details.slice(0, 1_000) : details,
  });
}

function aboutOf({ operation: { method, path, subject } }: Exchange): string {
  return subject === undefined ? `${method} ${path}` : `${method} ${path} (${subject})`;
}

function retryAfterMs(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1_000;
  // A date begins with a weekday; Date.parse would take much else for one.
  const ms = /^[A-Z]/i.test(header) ? Date.parse(header) - Date.now() : Number.NaN;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
