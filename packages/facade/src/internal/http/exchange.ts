import type { RequestEvent, RetryReason } from "../../hooks.js";
import type { Operation } from "../api/operation.js";
import { makeAttempt, type Outcome } from "./attempt.js";
import type { Call } from "./call.js";
import { failureOf } from "./failure.js";
import type { CallOptions, CallResponse, Method, Paths, PreparedRequest } from "./openapi-client.js";
import { mayBeCarriedOut, retryAfterMs, sendWithRetries } from "./retry.js";
import type { Renewal } from "./token-source.js";

/** What became of a request. Plain data, so that calls that wait for the same request can share it. */
export interface Exchange {
  readonly operation: Operation;
  /** Undefined when there was nothing to send yet. */
  url?: string;
  attempts: number;
  /** The outcome of the last attempt; undefined when nothing was sent. */
  outcome?: Outcome;
  /** Whether an attempt before the last may have been carried out. */
  mayBeRepeat: boolean;
  /** Why there is no outcome, or none that counts: what the generated client or the token function threw. */
  thrown?: unknown;
}

/** The type of an operation's success, as the OpenAPI document has it. */
export type DataOf<M extends Method, Path extends Paths<M>> = CallResponse<Path, M>["data"];

/** Reads a success; undefined means that it is not what GitLab sends. */
export type Decode<Data, Result> = (data: Data | undefined, headers: Headers) => Result | undefined;

/**
 * Makes a request of a call and reads the response.
 *
 * @throws {JobTokenScopeError} When there is no response, or when it is not the operation's success.
 */
export async function request<M extends Method, Path extends Paths<M>, Result>(
  call: Call,
  operation: Operation<M, Path>,
  init: CallOptions<Path, M>,
  decode: Decode<DataOf<M, Path>, Result>,
): Promise<Result> {
  return read(call, await exchange(call, operation, init), decode);
}

/** The result of an exchange, which another call may have made. */
export function read<Data, Result>(call: Call, exchange: Exchange, decode: Decode<Data, Result>): Result {
  const { operation, outcome } = exchange;
  if (outcome?.kind === "response" && outcome.status === operation.status && !outcome.unreadable) {
    // The type is what the document promises. Whether it is so, the decoder checks.
    const result = decode(parseJson(outcome.body) as Data | undefined, outcome.headers);
    if (result !== undefined) return result;
  }
  const failure = failureOf(call, exchange);
  const isDone = exchange.mayBeRepeat && failure.code === operation.repeated;
  const result = isDone ? decode(undefined, new Headers()) : undefined;
  if (result !== undefined) return result;
  call.isWriteUncertain = exchange.mayBeRepeat || (outcome !== undefined && mayBeCarriedOut(outcome));
  throw failure;
}

/** Makes a request. Never rejects: a failure is data too. */
export async function exchange<M extends Method, Path extends Paths<M>>(
  call: Call,
  operation: Operation<M, Path>,
  init: CallOptions<Path, M>,
): Promise<Exchange> {
  const result: Exchange = { operation, attempts: 0, mayBeRepeat: false };
  try {
    const { method, path } = operation;
    const { lastRenewal } = call.client.tokens;
    const request = await call.wait(() => call.client.builder.prepare(method, path, init));
    await send(call, result, request, lastRenewal);
  } catch (thrown) {
    result.thrown = thrown;
  }
  return result;
}

const decoder = /* @__PURE__ */ new TextDecoder();

/** Undefined for an empty body, and for one that is not JSON. */
function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(body));
  } catch {
    // An empty body, or no JSON.
  }
  return undefined;
}

/**
 * Sends a request as often as it takes, and stores what became of it.
 *
 * @param lastRenewal The last renewal of the token when the request began.
 */
async function send(
  call: Call,
  result: Exchange,
  request: PreparedRequest,
  lastRenewal: Renewal | undefined,
): Promise<void> {
  const { client, limits } = call;
  const { tokens, observer, turns } = client;
  const { method, url } = request;
  const path = result.operation.path.replace("/api/v4", "");
  const requestNumber = ++client.requests;
  const maxRedirects = result.operation.isRedirected ? 5 : 0;
  let endedAt = 0;
  result.url = url;
  call.lastUrl = url;
  const event = (attempt: number): RequestEvent => ({ requestNumber, method, path, url, attempt });

  const sendOnce = (): Promise<Outcome> => {
    result.attempts++;
    call.isWriteSent ||= method !== "GET";
    noteRepeat(result);
    return makeAttempt({ request, fetch: client.fetch, maxRedirects }, call);
  };
  const attempt = async (reason: RetryReason | undefined): Promise<Outcome | undefined> => {
    const turn = await turns.take(call);
    if (turn.kind === "refused") {
      noteRepeat(result);
      result.outcome = unsentOutcome(result.outcome, turn.waitMs);
    }
    if (turn.kind !== "permitted") return undefined;
    const number = result.attempts + 1;
    // The token function may have outlasted the call, or a hook ends it: nothing is sent any more.
    if (call.stopped === undefined && reason !== undefined) {
      observer?.retry({ ...event(number), reason, delayMs: performance.now() - endedAt });
    }
    if (call.stopped !== undefined) {
      turns.end(turn, undefined);
      return undefined;
    }
    observer?.request(event(number));
    const startedAt = performance.now();
    const ended = stoppedOutcome(call);
    const outcome = ended ?? (await sendOnce());
    turns.end(turn, ended === undefined ? outcome : undefined);
    result.outcome = outcome;
    endedAt = performance.now();
    const isResponse = outcome.kind === "response";
    observer?.response({
      ...event(number),
      status: isResponse ? outcome.status : undefined,
      failure: isResponse ? undefined : outcome.code,
      durationMs: endedAt - startedAt,
      requestId: (isResponse && outcome.headers.get("x-request-id")) || undefined,
      retryAfterMs: retryAfterMs(outcome),
    });
    return outcome;
  };
  const renewToken = async (): Promise<boolean> => {
    const token = await call.wait(async () => {
      const renewal = tokens.renew(lastRenewal);
      if (renewal === undefined) return undefined;
      const unregister = call.onStop(() => tokens.leave(renewal));
      return renewal.token.finally(unregister);
    });
    return token !== undefined && tokens.apply(request.headers, token);
  };
  await sendWithRetries({
    method,
    limit: limits.retryLimit,
    maxRetryAfterMs: limits.maxRetryAfterMs,
    countPassed: () => turns.passed,
    attempt,
    renewToken,
    sleep: (ms) => call.sleep(ms),
  });
}

/** The outcome of the last attempt is about to be replaced. */
function noteRepeat(result: Exchange): void {
  result.mayBeRepeat ||= result.outcome !== undefined && mayBeCarriedOut(result.outcome);
}

/** The outcome for a request that may not be sent for longer than its call waits: like a 429, with the time that is left. */
function unsentOutcome(last: Outcome | undefined, waitMs: number): Outcome {
  const refusal = last?.kind === "response" && last.status === 429 ? last : undefined;
  const headers = new Headers(refusal?.headers);
  headers.set("retry-after", String(Math.ceil(waitMs / 1_000)));
  const body = refusal?.body ?? new Uint8Array();
  const unreadable = "It was not sent, because GitLab refused another request of this client.";
  return { kind: "response", status: 429, headers, body, ...(refusal === undefined && { unreadable }) };
}

/** The outcome for a call that was stopped before its request was sent. */
function stoppedOutcome({ stopped }: Call): Outcome | undefined {
  if (stopped === undefined) return undefined;
  // Stryker disable next-line StringLiteral: the error and the events of a call that was stopped do not depend on the kind
  return { kind: "failure", ...stopped };
}
