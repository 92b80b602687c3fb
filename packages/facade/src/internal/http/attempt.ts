import { codeOfThrown, describeThrown } from "./describe-thrown.js";

/** Sends one request, once. */
export type Fetch = (request: Request) => Promise<Response>;

/** What became of one attempt. */
export type Outcome =
  | {
      readonly kind: "response";
      /** 0 where there is none: `fetch` did not resolve to a `Response`, or a browser hides a redirect. */
      readonly status: number;
      readonly headers: Headers;
      readonly body: string;
      /** Why the response makes no sense; undefined when it was read to its end. */
      readonly unreadable?: string | undefined;
    }
  | { readonly kind: "failure"; readonly code: FailureCode; readonly cause: unknown };

/** Why there is no response. */
export type FailureCode = "network" | "timeout" | "aborted";

/** Registers what happens when the whole call is stopped, and returns a function that unregisters it. */
export type OnStop = (stop: (code: "timeout" | "aborted", reason: unknown) => void) => () => void;

const maxRedirects = 5;
/** The largest page that GitLab sends has about 300 kB. */
const maxBodyBytes = 16 * 1_024 * 1_024;

/**
 * Sends a request and reads the response to its end, so that the time limit covers the body too. Never rejects.
 *
 * @param controller Its signal is the request's. It is aborted when the attempt is stopped, so that nothing more is read.
 */
export function makeAttempt(
  request: Request,
  { fetch, timeoutMs, onStop }: { fetch: Fetch; timeoutMs: number; onStop: OnStop },
  controller: AbortController,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const fail = (code: FailureCode, cause: unknown): void => end({ kind: "failure", code, cause });
    const end = (outcome: Outcome): void => {
      clearTimeout(timer);
      unregister();
      resolve(outcome);
      // After a lost connection nothing is left to stop, and Node rejects a promise of its own that nobody handles.
      if (outcome.kind === "failure" && outcome.code !== "network") controller.abort(outcome.cause);
    };
    const timer = setTimeout(() => fail("timeout", new Error(`no response in ${timeoutMs} ms`)), timeoutMs);
    const unregister = onStop(fail);
    receive(request, fetch, controller.signal).then(end, (thrown) =>
      end({ ...noResponse, unreadable: `It could not be processed: ${describeThrown(thrown)}.` }),
    );
  });
}

async function receive(request: Request, fetch: Fetch, signal: AbortSignal): Promise<Outcome> {
  let received: Received | undefined;
  try {
    received = await fetchAtOrigin(request, fetch, signal);
  } catch (cause) {
    return { kind: "failure", code: "network", cause };
  }
  if (received === undefined) return noResponse;
  const response = {
    kind: "response",
    status: received.status,
    headers: received.headers,
    body: "",
  } as const;
  if (received.read === undefined) return { ...response, unreadable: "Its body was read before." };
  try {
    const body = await received.read(signal);
    if (body !== undefined) return { ...response, body };
    return { ...response, unreadable: `Its body is longer than ${maxBodyBytes} bytes.` };
  } catch (cause) {
    if (!isDecodingError(cause)) return { kind: "failure", code: "network", cause };
    return { ...response, unreadable: "Its body could not be decompressed." };
  }
}

/**
 * Follows the redirects of a read as long as they stay at the origin. A write is never sent elsewhere, and a token never
 * leaves the origin that it is meant for. Undefined when there is no response.
 */
async function fetchAtOrigin(
  request: Request,
  fetch: Fetch,
  signal: AbortSignal,
): Promise<Received | undefined> {
  const { origin } = new URL(request.url);
  let current = request;
  for (let redirects = 0; ; redirects++) {
    const received = toReceived(await fetch(current));
    // Not every fetch fails when its request is aborted.
    if (received === undefined || signal.aborted) return received;
    if (request.method !== "GET" || redirects === maxRedirects) return received;
    const target = redirectTarget(received, current.url);
    // A request to a URL with credentials cannot be made.
    if (target?.origin !== origin || target.username !== "" || target.password !== "") return received;
    // An unread body would keep its connection busy.
    received.discard();
    current = new Request(target, current);
  }
}

/** Where a response redirects to; undefined where it does not, and in browsers, which hide it. */
export function redirectTarget(
  { status, headers }: { status: number; headers: Headers },
  base: string,
): URL | undefined {
  const location = status >= 300 && status < 400 ? headers.get("location") : null;
  return location === null ? undefined : (URL.parse(location, base) ?? undefined);
}

const noResponse: Outcome & { kind: "response" } = {
  kind: "response",
  status: 0,
  headers: new Headers(),
  body: "",
  unreadable: "The fetch option did not resolve to a Response.",
};

/** What is used of a response. */
interface Received {
  readonly status: number;
  readonly headers: Headers;
  /** Reads the body until it ends or the signal is aborted; undefined when it is too long. */
  readonly read: ((signal: AbortSignal) => Promise<string | undefined>) | undefined;
  readonly discard: () => void;
}

/**
 * Reads what `fetch` resolved to. Not by its class: a fetch of another make has a Response of its own. Undefined when it is
 * no response, which may also throw when it is looked at.
 */
function toReceived(response: Response): Received | undefined {
  try {
    const { status, body } = response;
    if (typeof status !== "number") return undefined;
    const headers =
      response.headers instanceof Headers ? response.headers : new Headers([...response.headers]);
    const common = { status, headers, discard: () => {} };
    if (body === null) return { ...common, read: async () => "" };
    // A fetch of another make may return a body that is not a web stream.
    if (typeof body?.getReader !== "function") {
      return typeof response.text === "function" ? { ...common, read: () => response.text() } : undefined;
    }
    if (response.bodyUsed || body.locked) return { ...common, read: undefined };
    return {
      ...common,
      read: (signal) => readBody(body, signal),
      discard: () => void body.cancel().catch(() => {}),
    };
  } catch {
    return undefined;
  }
}

async function readBody(body: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<string | undefined> {
  const reader = body.getReader();
  const cancel = (): void => void reader.cancel().catch(() => {});
  // Not every fetch ends the body when its request is aborted.
  signal.addEventListener("abort", cancel, { once: true });
  if (signal.aborted) cancel();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxBodyBytes) {
      cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** Whether a body arrived and could not be decompressed. Node names such errors after the algorithm. */
function isDecodingError(thrown: unknown): boolean {
  return /^(Z_|ZSTD_|ERR_(BROTLI|ZSTD|_ERR))/.test(codeOfThrown(thrown) ?? "");
}
