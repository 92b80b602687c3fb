import { isHTTPError, isNetworkError, isTimeoutError } from "ky";
import { ConnectionError } from "../errors/connection-error.js";
import { InvalidRequestError } from "../errors/invalid-request-error.js";
import { isJobTokenScopeError } from "../errors/job-token-scope-error.js";
import { ResponseError } from "../errors/response-error.js";
import { classify } from "./classify.js";
import type { Operation } from "./operation.js";

/** What is known of a request when it fails. */
export interface Sent {
  readonly operation: Operation;
  attempts: number;
  origin: string;
  response?: Response;
}

/** Turns whatever a call threw into an error of this package. */
export function translateError(error: unknown, sent: Sent, signal: AbortSignal | undefined): Error {
  if (isJobTokenScopeError(error)) return error;
  const request = { ...sent.operation, attempts: sent.attempts };
  const about = `${request.method} ${request.path}`;
  if (signal?.aborted) {
    return new ConnectionError("aborted", `${about}: aborted`, request, { cause: signal.reason });
  }
  if (isHTTPError(error)) return failed(sent, error.response, error.data);
  if (isTimeoutError(error)) {
    return new ConnectionError("timeout", `${about}: no answer from ${sent.origin} in time`, request);
  }
  // The client could not read a success as JSON.
  if (error instanceof SyntaxError && sent.response) return unexpectedResponse(sent, sent.response);
  if (sent.attempts === 0) {
    return new InvalidRequestError(messageOf(error), { cause: error });
  }
  // Ky's error holds the request, and with it the token: only its cause is kept.
  const cause = isNetworkError(error) ? error.cause : error;
  const message = `${about}: ${sent.origin} could not be reached, or the connection was lost (${rootMessage(cause)})`;
  return new ConnectionError("network", message, request, { cause });
}

function failed(sent: Sent, response: Response, details: unknown): ResponseError {
  const { code, reason } = classify(response.status, details);
  const location = response.headers.get("location");
  const redirect = location === null ? "" : ` It redirects to ${URL.parse(location, sent.origin)?.origin}.`;
  return responseError(sent, response, code, `${reason}${redirect}`, details);
}

/** A success that is not what the call asks for. */
export function unexpectedResponse(sent: Sent, response: Response): ResponseError {
  const type = response.headers.get("content-type") ?? "no content type";
  const reason = `This is not an answer that GitLab gives to this call (${type}). Is the url that of a GitLab, and is nothing asking for a login?`;
  return responseError(sent, response, "unexpected_response", reason, undefined);
}

function responseError(
  { operation, attempts }: Sent,
  { status, headers }: Response,
  code: ResponseError["code"],
  reason: string,
  details: unknown,
): ResponseError {
  return new ResponseError({
    code,
    message: `${operation.method} ${operation.path}: ${status} ${reason}`.trimEnd(),
    method: operation.method,
    path: operation.path,
    status,
    attempts,
    requestId: headers.get("x-request-id") ?? undefined,
    retryAfterMs: retryAfterMs(headers.get("retry-after")),
    details: typeof details === "string" ? details.slice(0, 1_000) : details,
  });
}

function retryAfterMs(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** The innermost reason: `connect ECONNREFUSED 127.0.0.1:80` rather than `fetch failed`. */
function rootMessage(error: unknown): string {
  return error instanceof Error && error.cause instanceof Error ? rootMessage(error.cause) : messageOf(error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
