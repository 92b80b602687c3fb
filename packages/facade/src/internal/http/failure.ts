import { ConnectionError } from "../../errors/connection-error.js";
import type { ErrorContext } from "../../errors/error-context.js";
import { InvalidRequestError } from "../../errors/invalid-request-error.js";
import type { JobTokenScopeError } from "../../errors/job-token-scope-error.js";
import { ResponseError } from "../../errors/response-error.js";
import type { Outcome } from "./attempt.js";
import { redirectTarget } from "./attempt.js";
import type { Call, Stop } from "./call.js";
import { classify } from "./classify.js";
import { codeOfThrown, describeThrown } from "./describe-thrown.js";
import type { Exchange } from "./exchange.js";
import { retryAfterMs } from "./retry.js";
import { TokenError } from "./token-source.js";

type ReceivedResponse = Outcome & { kind: "response" };

/** What a call is about, as its caller passed it. */
export interface Subject {
  readonly project?: unknown;
  readonly group?: unknown;
  readonly target?: unknown;
}

/** What an error of a call is about, without a secret. */
export function contextOf(
  call: Pick<Call, "client" | "subject" | "lastUrl">,
  url: string | undefined = call.lastUrl,
): ErrorContext {
  const { project, group, target } = call.subject;
  const { secrets } = call.client.tokens;
  const show = (value: unknown): string | number | undefined => {
    if (typeof value === "string") return secrets.maskText(value).slice(0, 300);
    return typeof value === "number" ? value : undefined;
  };
  const withoutQuery = url === undefined ? undefined : secrets.maskText(url.replace(/\?.*/, ""));
  return { project: show(project), group: show(group), target: show(target), url: withoutQuery };
}

/** The error for an exchange that is no success. */
export function failureOf(call: Call, exchange: Exchange): JobTokenScopeError {
  const { outcome, thrown } = exchange;
  if (call.stopped !== undefined) return stoppedError(call, call.stopped, exchange);
  // Stryker disable next-line ConditionalExpression: without an outcome, something was thrown
  const isUnsent = outcome === undefined;
  if (isUnsent || thrown !== undefined) return refusalOf(call, exchange);
  return outcome.kind === "response"
    ? responseError(call, exchange, outcome)
    : lostError(call, exchange, outcome);
}

const wordsOf = { aborted: "aborted", timeout: "timed out" } as const;

/** The error of a call that was stopped by its signal or its total time limit. */
export function stoppedError(call: Call, { code, cause }: Stop, exchange?: Exchange): ConnectionError {
  const { secrets } = call.client.tokens;
  const method = exchange?.operation.method.toUpperCase();
  const path = exchange && pathOf(exchange);
  const subject = exchange === undefined ? "The call" : `${method} ${path}:`;
  const verb = exchange === undefined && code === "aborted" ? "was aborted" : wordsOf[code];
  const limit = code === "aborted" ? "" : `, ${describeThrown(cause)}`;
  return new ConnectionError(
    {
      ...contextOf(call, exchange?.url),
      code,
      message: `${subject} ${verb}${limit}${lastStatus(exchange)}.${hold(call)}${warning(call)}`,
      method,
      path,
      attempts: exchange?.attempts ?? 0,
      mayHaveWritten: call.isWriteSent,
    },
    { cause: secrets.maskCause(cause) },
  );
}

/** The error for a list that cannot be read to its end. Its last page arrived. */
export function incompleteListError(call: Call, path: string, reason: string): ResponseError {
  return new ResponseError({
    ...contextOf(call),
    code: "unexpected_response",
    message: `GET ${path}: ${reason}`,
    method: "GET",
    path,
    status: 200,
    attempts: 1,
    requestId: undefined,
    retryAfterMs: undefined,
    details: undefined,
  });
}

/** The client or the token function threw before there was a response. */
function refusalOf(call: Call, { thrown, url }: Exchange): InvalidRequestError {
  const { secrets } = call.client.tokens;
  const message = thrown instanceof TokenError ? thrown.message : describeThrown(thrown);
  const cause = thrown instanceof TokenError ? thrown.cause : thrown;
  return new InvalidRequestError(
    secrets.maskText(message),
    contextOf(call, url),
    cause === undefined ? {} : { cause: secrets.maskCause(cause) },
  );
}

/** The connection was lost, or the attempt took too long. An attempt is aborted only when its call is. */
function lostError(call: Call, exchange: Exchange, outcome: Outcome & { kind: "failure" }): ConnectionError {
  const { secrets } = call.client.tokens;
  const method = exchange.operation.method.toUpperCase();
  const path = pathOf(exchange);
  const reason = secrets.maskText(describeThrown(outcome.cause));
  const loss = isMalformed(outcome.cause)
    ? "the response is not valid HTTP"
    : "the host could not be reached, or the connection was lost";
  const what = outcome.code === "network" ? `${loss} (${reason})` : `timed out, ${reason}`;
  return new ConnectionError(
    {
      ...contextOf(call, exchange.url),
      code: outcome.code,
      message: `${method} ${path}: ${what}.${warning(call)}`,
      method,
      path,
      attempts: exchange.attempts,
      mayHaveWritten: call.isWriteSent,
    },
    { cause: secrets.maskCause(outcome.cause) },
  );
}

function responseError(call: Call, exchange: Exchange, response: ReceivedResponse): ResponseError {
  const { secrets } = call.client.tokens;
  const { status, headers } = response;
  const method = exchange.operation.method.toUpperCase();
  const path = pathOf(exchange);
  const { code, reason, details } = describeResponse(call, exchange, response);
  const requestId = headers.get("x-request-id");
  return new ResponseError({
    ...contextOf(call, exchange.url),
    code,
    message: secrets.maskText(`${method} ${path}: ${status === 0 ? "" : `${status} `}${reason}`.trimEnd()),
    method,
    path,
    status,
    attempts: exchange.attempts,
    requestId: requestId === null ? undefined : secrets.maskText(requestId),
    retryAfterMs: retryAfterMs(response),
    details,
  });
}

function describeResponse(
  call: Call,
  exchange: Exchange,
  response: ReceivedResponse,
): { code: ResponseError["code"]; reason: string; details?: unknown } {
  const { secrets } = call.client.tokens;
  const { status, headers, body, unreadable } = response;
  if (status === 0 && unreadable !== undefined) return { code: "unexpected_response", reason: unreadable };
  if (status >= 200 && status < 300) {
    const type = headers.get("content-type") ?? "no Content-Type";
    const reason = `${unreadable ?? `This is not a response that GitLab sends to this request (${type}).`} Is the url that of a GitLab, and does nothing in front of it ask for a login?`;
    return { code: "unexpected_response", reason };
  }
  // A proxy may have echoed the token.
  const details = secrets.mask(parseBody(new TextDecoder().decode(body)));
  const { code, reason } = classify(status, details);
  const target = redirectTarget(response, exchange.url);
  const redirect = target === undefined ? "" : ` It redirects to ${target.origin}.`;
  const shown = typeof details === "string" ? details.slice(0, 1_000) : details;
  return { code, reason: `${reason}${redirect}${unreadable ? ` ${unreadable}` : ""}`, details: shown };
}

/** GitLab's errors are short. A longer body is shown in part, as text. */
const maxJsonLength = 100_000;

/** The body as JSON, or else as text; undefined for an empty body and JSON that breaks off. */
function parseBody(body: string): unknown {
  if (body === "") return undefined;
  if (body.length > maxJsonLength) return body;
  try {
    return JSON.parse(body);
  } catch {
    return /^\s*[[{]/.test(body) ? undefined : body;
  }
}

function pathOf({ operation }: Exchange): string {
  return operation.path.replace("/api/v4", "");
}

function lastStatus(exchange: Exchange | undefined): string {
  return exchange?.outcome?.kind === "response" ? `, the last response was ${exchange.outcome.status}` : "";
}

function hold({ isHeld }: Call): string {
  return isHeld ? " It was waiting for GitLab's rate limit." : "";
}

/** A write without a response may have been carried out. */
function warning({ isWriteSent }: Call): string {
  return isWriteSent ? " GitLab may have carried out the write." : "";
}

/** Whether bytes arrived that are not HTTP. Node's errors for that have no code in common, and some have none. */
function isMalformed(thrown: unknown): boolean {
  return (
    codeOfThrown(thrown)?.startsWith("HPE_") === true ||
    /HTTP\/1\.1 protocol|Headers Overflow|content-length header|bad (response|upgrade)|content-encodings/.test(
      describeThrown(thrown),
    )
  );
}
