import type { RequestEvent, RetryReason } from "../hooks.js";
import type { Observer } from "./observer.js";
import type { Operation } from "./operation.js";
import type { Fetch } from "./redirect.js";
import { retryAfterMs } from "./retry-after.js";
import { untilAborted } from "./until-aborted.js";

/** One call on the wire: what was sent where, how often, and what came of it last. */
export class Exchange {
  readonly operation: Operation;
  /** Where it went: `"https://gitlab.example.com"`. Empty before anything was to be sent. */
  origin = "";
  attempts = 0;
  /** The status of the last attempt; undefined when it had no answer. */
  lastStatus: number | undefined;
  /** Whether an attempt before the last may have been carried out. GitLab carries out nothing that it answers with 401 or 429. */
  mayBeRepeat = false;
  /** The answer that was taken for a success. */
  response: Response | undefined;
  readonly #observer: Observer;
  readonly #signal: AbortSignal | undefined;
  readonly #number: number;
  #url = "";
  #endedAt = 0;

  /** @param signal The caller's own. */
  constructor(operation: Operation, observer: Observer, signal: AbortSignal | undefined) {
    this.operation = operation;
    this.#observer = observer;
    this.#signal = signal;
    this.#number = observer.nextRequestNumber();
  }

  /** Notes where a request goes. */
  begin({ url }: Request): void {
    this.#url = url;
    this.origin = new URL(url).origin;
  }

  /** A fetch whose attempts are counted here, and told. Not every fetch ends when its request is aborted; this one does. */
  track(fetch: Fetch): Fetch {
    return async (request) => {
      // Nothing is sent, and so nothing is told, once the caller has gone.
      request.signal.throwIfAborted();
      this.mayBeRepeat ||= this.attempts > 0 && this.lastStatus !== 401 && this.lastStatus !== 429;
      this.attempts++;
      this.lastStatus = undefined;
      this.#observer.request(this.#event(this.attempts));
      const startedAt = performance.now();
      let response: Response | undefined;
      try {
        response = await untilAborted(request.signal, () => fetch(request));
        this.lastStatus = response.status;
        return response;
      } finally {
        this.#endedAt = performance.now();
        this.#observer.response({
          ...this.#event(this.attempts),
          status: response?.status,
          failure: response ? undefined : this.#failure(request),
          durationMs: this.#endedAt - startedAt,
          requestId: response?.headers.get("x-request-id") ?? undefined,
          retryAfterMs: response && retryAfterMs(response),
        });
      }
    };
  }

  /** Tells that the request is about to be sent again. */
  retry(reason: RetryReason): void {
    const delayMs = performance.now() - this.#endedAt;
    this.#observer.retry({ ...this.#event(this.attempts + 1), reason, delayMs });
  }

  #event(attempt: number): RequestEvent {
    const { method, path } = this.operation;
    return { requestNumber: this.#number, method, path, url: this.#url, attempt };
  }

  #failure(request: Request): "network" | "timeout" | "aborted" {
    if (this.#signal?.aborted) return "aborted";
    return request.signal.aborted ? "timeout" : "network";
  }
}
