import type { Call } from "./call.js";
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
      readonly body: Uint8Array<ArrayBuffer>;
      /** Why the response makes no sense; undefined when it was read to its end. */
      readonly unreadable?: string | undefined;
    }
  | { readonly kind: "failure"; readonly code: FailureCode; readonly cause: unknown };

/** Why there is no response. */
export type FailureCode = "network" | "timeout" | "aborted";

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
  controller: AbortController,
  fetch: Fetch,
  call: Call,
): Promise<Outcome> {
  // A hook may have stopped it.
  if (call.stopped !== undefined) return Promise.resolve({ kind: "failure", ...call.stopped });
  const { timeoutMs } = call.limits;
  return new Promise((resolve) => {
    const reading: Reading = { isOver: false };
    const fail = (code: FailureCode, cause: unknown): void => end({ kind: "failure", code, cause });
    const end = (outcome: Outcome): void => {
      clearTimeout(timer);
      unregister();
      resolve(outcome);
      reading.isOver = true;
      if (outcome.kind === "response") return;
      controller.abort(outcome.cause);
      // Not every fetch ends the body when its request is aborted.
      reading.cancel?.();
    };
    const timer = setTimeout(() => fail("timeout", new Error(`no response in ${timeoutMs} ms`)), timeoutMs);
    const unregister = call.onStop(fail);
    receive(request, fetch, reading).then(end, (thrown) =>
      end({ ...noResponse, unreadable: `It could not be processed: ${thrown}.` }),
    );
  });
}

async function receive(request: Request, fetch: Fetch, reading: Reading): Promise<Outcome> {
  let response: unknown;
  try {
    response = await fetchAtOrigin(request, fetch, reading);
  } catch (cause) {
    return { kind: "failure", code: "network", cause };
  }
  if (!isResponse(response)) return noResponse;
  const { status, headers } = response;
  if (response.type === "opaqueredirect")
    return { kind: "response", status, headers, body: "", unreadable: hiddenRedirect };
  try {
    const body = await readBody(response, reading);
    if (typeof body !== "string") return { kind: "response", status, headers, body };
    return { kind: "response", status, headers, body: new Uint8Array(), unreadable: body };
  } catch (cause) {
    if (!isDecodingError(cause)) return { kind: "failure", code: "network", cause };
    const unreadable = "Its body could not be decompressed.";
    return { kind: "response", status, headers, body: new Uint8Array(), unreadable };
  }
}

/**
 * Follows the redirects of a read as long as they stay at the origin. A write is never sent elsewhere, and a token never
 * leaves the origin that it is meant for.
 */
async function fetchAtOrigin(request: Request, fetch: Fetch, reading: Reading): Promise<unknown> {
  let current = request;
  for (let redirects = 0; ; redirects++) {
    const response: unknown = await fetch(current);
    const isLast = request.method !== "GET" || redirects === maxRedirects || reading.isOver;
    if (isLast || !isResponse(response)) return response;
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

/** What a browser makes of a redirect that is not followed: status 0, and no headers. */
const hiddenRedirect =
  "The server redirected the request, and browsers hide where to. If the project has moved, use its ID or its new path. Otherwise check the url.";

const noResponse: Outcome & { kind: "response" } = {
  kind: "response",
  status: 0,
  headers: new Headers(),
  body: new Uint8Array(),
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

/** How far an attempt has come. */
interface Reading {
  /** Whether it has ended, so that nothing more is sent or read. */
  isOver: boolean;
  /** Ends the reading of the body. */
  cancel?: () => void;
}

/** Reads a body until it ends or is cancelled. Resolves to a sentence when it makes no sense. */
async function readBody(response: Response, reading: Reading): Promise<Uint8Array<ArrayBuffer> | string> {
  if (response.body === null) return new Uint8Array();
  // A fetch of another make may return a body that is not a web stream.
  if (typeof response.body?.getReader !== "function") return new Uint8Array(await response.arrayBuffer());
  const reader = response.body.getReader();
  reading.cancel = () => void reader.cancel().catch(() => {});
  if (reading.isOver) reading.cancel();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.byteLength;
    // Whether it is too long, or not made of bytes, whose length would be NaN.
    if (!(length <= maxBodyBytes)) {
      reading.cancel();
      return `Its body is not bytes, or more than ${maxBodyBytes} of them.`;
    }
  }
  const [first = new Uint8Array(), ...others] = chunks;
  return others.length === 0 ? first : concatenate(chunks, length);
}

function concatenate(chunks: readonly Uint8Array<ArrayBuffer>[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/** Whether a body arrived and could not be decompressed. Node names such errors after the algorithm. */
function isDecodingError(thrown: unknown): boolean {
  return /^(Z_|ZSTD_|ERR_(BROTLI|ZSTD|_ERR))/.test(codeOfThrown(thrown) ?? "");
}
