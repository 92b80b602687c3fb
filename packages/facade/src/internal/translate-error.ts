import { HTTPError, isNetworkError, isTimeoutError } from "ky";
import { ConnectionError } from "../errors/connection-error.js";
import { InvalidRequestError } from "../errors/invalid-request-error.js";
import { isJobTokenScopeError, type JobTokenScopeError } from "../errors/job-token-scope-error.js";
import { ResponseError } from "../errors/response-error.js";
import { classify } from "./classify.js";
import type { Exchange } from "./exchange.js";
import { retryAfterMs } from "./retry-after.js";
import { rootMessage } from "./root-message.js";
import type { Secrets } from "./secrets.js";

/** Turns whatever a call threw into an error of this package, without a secret. */
export function translateError(
  error: unknown,
  exchange: Exchange,
  signal: AbortSignal | undefined,
  secrets: Secrets,
): JobTokenScopeError {
  if (isJobTokenScopeError(error)) return error;
  const { operation, attempts, origin, lastStatus, response } = exchange;
  const request = { method: operation.method, path: operation.path, attempts };
  const about = secrets.maskText(aboutOf(exchange));
  if (signal?.aborted) {
    const cause = secrets.maskCause(signal.reason);
    return new ConnectionError("aborted", `${about}: aborted`, request, { cause });
  }
  // Nothing was to be sent yet: the client refused what it was given.
  if (origin === "") {
    const cause = secrets.maskCause(error);
    return new InvalidRequestError(secrets.maskText(rootMessage(error)), { cause });
  }
  // Ky's own class, not ky's guard: that goes by the name, which an error of the caller's fetch may have too.
  if (error instanceof HTTPError) return failed(exchange, error.response, error.data, secrets);
  if (isTimeoutError(error)) {
    const last = lastStatus === undefined ? `no answer from ${origin}` : `the last answer was ${lastStatus}`;
    return new ConnectionError("timeout", `${about}: not done in time, ${last}`, request);
  }
  // The client could not read a success as JSON.
  if (error instanceof SyntaxError && response) return unexpectedResponse(exchange, response, secrets);
  // Ky's error holds the request, and with it the token: only its cause is kept.
  const cause = isNetworkError(error) ? error.cause : error;
  const reason = secrets.maskText(rootMessage(cause));
  const message = `${about}: ${origin} could not be reached, or the connection was lost (${reason})`;
  return new ConnectionError("network", message, request, { cause: secrets.maskCause(cause) });
}

function failed(exchange: Exchange, response: Response, body: unknown, secrets: Secrets): ResponseError {
  // A proxy may have echoed the token.
  const details = secrets.mask(body);
  const { code, reason } = classify(response.status, details);
  const location = response.headers.get("location");
  const target = location === null ? undefined : URL.parse(location, exchange.origin)?.origin;
  const redirect = target === undefined ? "" : ` It redirects to ${target}.`;
  return responseError(exchange, response, code, `${reason}${redirect}`, details, secrets);
}

/** A success that is not what the call asks for. */
export function unexpectedResponse(exchange: Exchange, response: Response, secrets: Secrets): ResponseError {
  const type = response.headers.get("content-type") ?? "no content type";
  const reason = `This is not an answer that GitLab gives to this call (${type}). Is the url that of a GitLab, and is nothing asking for a login?`;
  return responseError(exchange, response, "unexpected_response", reason, undefined, secrets);
}

function responseError(
  exchange: Exchange,
  response: Response,
  code: ResponseError["code"],
  reason: string,
  details: unknown,
  secrets: Secrets,
): ResponseError {
  const { operation, attempts } = exchange;
  const { status, headers } = response;
  const requestId = headers.get("x-request-id");
  return new ResponseError({
    code,
    message: secrets.maskText(`${aboutOf(exchange)}: ${status} ${reason}`.trimEnd()),
    method: operation.method,
    path: operation.path,
    status,
    attempts,
    requestId: requestId === null ? undefined : secrets.maskText(requestId),
    retryAfterMs: retryAfterMs(response),
    details: typeof details === "string" ? details.slice(0, 1_000) : details,
  });
}

function aboutOf({ operation: { method, path, subject } }: Exchange): string {
  return subject === undefined ? `${method} ${path}` : `${method} ${path} (${subject})`;
}
