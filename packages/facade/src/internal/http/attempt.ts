import type { Call } from "./call.js";
import type { PreparedRequest } from "./openapi-client.js";
import { type Bytes, isDecodingError, type Reading, type Received, toReceived } from "./received.js";

/** Sends one request, once. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What became of one attempt. */
export type Outcome =
  | {
      readonly kind: "response";
      /** 0 where there is none: `fetch` did not resolve to a `Response`, or a browser hides a redirect. */
      readonly status: number;
      readonly headers: Headers;
      readonly body: Bytes;
      /** Why the response makes no sense; undefined when it was read to its end. */
      readonly unreadable?: string;
    }
  | { readonly kind: "failure"; readonly code: "network" | "timeout" | "aborted"; readonly cause: unknown };

/** What an attempt needs. */
export interface AttemptInit {
  readonly request: PreparedRequest;
  readonly fetch: Fetch;
  /** How many redirects are followed, as long as they stay at the origin: a token never leaves the origin it is meant for. */
  readonly maxRedirects: number;
}

/** Sends a request and reads the response to its end, so that the time limit covers the body too. Never rejects. */
export function makeAttempt(init: AttemptInit, call: Call): Promise<Outcome> {
  const { timeoutMs } = call.limits;
  // Its signal is the request's. It is aborted when the attempt is stopped, so that nothing more is read.
  const controller = new AbortController();
  return new Promise((resolve) => {
    const reading: Reading = {};
    const end = (outcome: Outcome): void => {
      clearTimeout(timer);
      unregister();
      resolve(outcome);
    };
    const stop = (code: "timeout" | "aborted", cause: unknown): void => {
      end({ kind: "failure", code, cause });
      controller.abort(cause);
      // Not every fetch ends the body when its request is aborted.
      reading.isStopped = true;
      reading.cancel?.();
    };
    const timer = setTimeout(() => stop("timeout", new Error(`no response in ${timeoutMs} ms`)), timeoutMs);
    const unregister = call.onStop(stop);
    void receive(init, controller.signal, reading).then(end);
  });
}

/** Never rejects. */
async function receive(init: AttemptInit, signal: AbortSignal, reading: Reading): Promise<Outcome> {
  let received: Received | undefined;
  try {
    received = await fetchAtOrigin(init, signal, reading);
  } catch (cause) {
    return { kind: "failure", code: "network", cause };
  }
  if (received === undefined) return unreadable(0, "The fetch option did not resolve to a Response.");
  const { status, headers } = received;
  try {
    const body = await received.read(reading);
    return typeof body === "string"
      ? unreadable(status, body, headers)
      : { kind: "response", status, headers, body };
  } catch (cause) {
    return isDecodingError(cause)
      ? unreadable(status, "Its body could not be decompressed.", headers)
      : { kind: "failure", code: "network", cause };
  }
}

function unreadable(status: number, reason: string, headers: Headers = new Headers()): Outcome {
  return { kind: "response", status, headers, body: new Uint8Array(), unreadable: reason };
}

/** Undefined when there is no response. */
async function fetchAtOrigin(
  { request, fetch, maxRedirects }: AttemptInit,
  signal: AbortSignal,
  reading: Reading,
): Promise<Received | undefined> {
  const { method, headers, body } = request;
  const init = { method, headers, body, redirect: "manual", signal } as const;
  let { url } = request;
  for (let redirects = 0; ; redirects++) {
    const received = toReceived(await fetch(url, init));
    if (received === undefined || reading.isStopped) return received;
    if (redirects === maxRedirects) return received;
    const target = redirectTarget(received, url);
    // A request to a URL with credentials cannot be made.
    if (target?.origin !== new URL(url).origin || target.username !== "" || target.password !== "")
      return received;
    // An unread body would keep its connection busy.
    received.discard();
    url = target.href;
  }
}

/** Where a response redirects to; undefined where it does not, and in browsers, which hide it. */
export function redirectTarget(
  { status, headers }: { status: number; headers: Headers },
  base: string | undefined,
): URL | undefined {
  const location = status >= 300 && status < 400 ? headers.get("location") : null;
  return location === null ? undefined : (URL.parse(location, base) ?? undefined);
}
