import { codeOfThrown } from "./describe-thrown.js";

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
 * @param controller Its signal is the request's. It is aborted when the attempt fails, so that nothing more is read.
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
      if (outcome.kind === "failure") controller.abort(outcome.cause);
    };
    const timer = setTimeout(() => fail("timeout", new Error(`no response in ${timeoutMs} ms`)), timeoutMs);
    const unregister = onStop(fail);
    receive(request, fetch, controller.signal).then(end, (thrown) =>
      end({ ...noResponse, unreadable: `It could not be processed: ${thrown}.` }),
    );
  });
}

async function receive(request: Request, fetch: Fetch, signal: AbortSignal): Promise<Outcome> {
  let response: unknown;
  try {
    response = await fetchAtOrigin(request, fetch);
  } catch (cause) {
    return { kind: "failure", code: "network", cause };
  }
  if (!isResponse(response)) return noResponse;
  const { status, headers } = response;
  try {
    const body = await readBody(response, signal);
    if (body !== undefined) return { kind: "response", status, headers, body };
    const unreadable = `Its body is longer than ${maxBodyBytes} bytes.`;
    return { kind: "response", status, headers, body: "", unreadable };
  } catch (cause) {
    if (!isDecodingError(cause)) return { kind: "failure", code: "network", cause };
    return { kind: "response", status, headers, body: "", unreadable: "Its body could not be decompressed." };
  }
}

/**
 * Follows the redirects of a read as long as they stay at the origin. A write is never sent elsewhere, and a token never
 * leaves the origin that it is meant for.
 */
async function fetchAtOrigin(request: Request, fetch: Fetch): Promise<unknown> {
  let current = request;
  for (let redirects = 0; ; redirects++) {
    const response: unknown = await fetch(current);
    if (request.method !== "GET" || redirects === maxRedirects || !isResponse(response)) return response;
    const target = redirectTarget(response, current.url);
    if (target?.origin !== new URL(request.url).origin) return response;
    // An unread body would keep its connection busy.
    await response.body?.cancel();
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

/** Not by its class: a fetch of another make has a Response of its own. */
function isResponse(value: unknown): value is Response {
  if (typeof value !== "object" || value === null || !("status" in value) || !("headers" in value))
    return false;
  const { status, headers } = value;
  const hasHeaders = typeof headers === "object" && headers !== null && "get" in headers;
  return typeof status === "number" && hasHeaders && typeof headers.get === "function";
}

/** Reads a body until it ends or the signal is aborted; undefined when it is too long. */
async function readBody(response: Response, signal: AbortSignal): Promise<string | undefined> {
  if (response.body === null) return "";
  // A fetch of another make may return a body that is not a web stream.
  if (typeof response.body?.getReader !== "function") return response.text();
  const reader = response.body.getReader();
  const cancel = (): void => void reader.cancel().catch(() => {});
  // Not every fetch ends the body when its request is aborted.
  signal.addEventListener("abort", cancel, { once: true });
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
