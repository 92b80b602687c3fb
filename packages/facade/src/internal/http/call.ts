import type { RequestOptions } from "../../options.js";
import type { Fetch } from "./attempt.js";
import { contextOf, type Subject, stoppedError } from "./failure.js";
import { type Limits, readLimits } from "./limits.js";
import type { Observer } from "./observer.js";
import type { RequestBuilder } from "./openapi-client.js";

import type { TokenSource } from "./token-source.js";
import type { Turns } from "./turns.js";

/** What all calls of a client share. */
export interface Client {
  readonly builder: RequestBuilder;
  readonly fetch: Fetch;
  readonly tokens: TokenSource;
  /** Undefined when there are no hooks. */
  readonly observer: Observer | undefined;
  readonly turns: Turns;
  readonly limits: Limits;
  /** How many calls were started and how many requests were made, to number them. */
  calls: number;
  requests: number;
}

/** Why a call was stopped: by its signal, or by its total time limit. */
export type StopCode = "aborted" | "timeout";

/** Why a call was stopped, and what for. */
export interface Stop {
  readonly code: StopCode;
  readonly cause: unknown;
}

type StopListener = (code: StopCode, cause: unknown) => void;

/** One call of a public method, with all its requests, waits and turns: its limits hold for the whole of it. */
export class Call {
  readonly client: Client;
  readonly limits: Limits;
  /** What the call is about, for its errors. */
  readonly subject: Subject;
  /** The place of the call in the order in which calls were started. */
  readonly number: number;
  /** Whether a write of this call was sent. */
  isWriteSent = false;
  /** Whether the last request that failed may have been carried out all the same. Asked right after a write. */
  isWriteUncertain = false;
  /** Undefined while the call may go on. */
  stopped: Stop | undefined;
  #lastUrl: string | undefined;
  #isHeld = false;
  #shared: Call | undefined;
  readonly #listeners = new Set<StopListener>();
  readonly #releases: (() => void)[] = [];

  /**
   * Starts a call within the limits of its options. It has to be ended.
   *
   * @throws {InvalidRequestError} When an option is wrong.
   */
  static start(client: Client, subject: Subject, options: RequestOptions | undefined): Call {
    if (options === undefined) return new Call(client, subject, client.limits);
    return new Call(
      client,
      subject,
      readLimits(client.limits, options, contextOf({ client, subject, lastUrl: undefined })),
    );
  }

  /** Runs a public method as a call. */
  static async run<Result>(
    client: Client,
    subject: Subject,
    options: RequestOptions | undefined,
    work: (call: Call) => Promise<Result>,
  ): Promise<Result> {
    const call = Call.start(client, subject, options);
    try {
      return await work(call);
    } finally {
      call.end();
    }
  }

  /** @param number That of the call that this one is made for; a new one when it is left out. */
  constructor(client: Client, subject: Subject, limits: Limits, number: number = ++client.calls) {
    this.client = client;
    this.subject = subject;
    this.limits = limits;
    this.number = number;
    for (const signal of limits.signals) {
      const abort = (): void => this.stop("aborted", signal.reason);
      if (signal.aborted) abort();
      signal.addEventListener("abort", abort);
      this.#releases.push(() => signal.removeEventListener("abort", abort));
    }
    const { totalTimeoutMs } = limits;
    if (totalTimeoutMs !== undefined) {
      const reason = new Error(`not done in ${totalTimeoutMs} ms`);
      const timer = setTimeout(() => this.stop("timeout", reason), totalTimeoutMs);
      this.#releases.push(() => clearTimeout(timer));
    }
  }

  /** The URL of the last request, also of one that another call makes for this one; undefined before the first. */
  get lastUrl(): string | undefined {
    return this.#shared?.lastUrl ?? this.#lastUrl;
  }

  set lastUrl(url: string) {
    this.#lastUrl = url;
    this.#shared = undefined;
  }

  /** Whether the call waits for GitLab's rate limit, or waited for it until it was stopped. */
  get isHeld(): boolean {
    return this.#shared?.isHeld ?? this.#isHeld;
  }

  set isHeld(isHeld: boolean) {
    this.#isHeld = isHeld;
  }

  /** Has its next request made by another call, for several calls. */
  share(other: Call): void {
    this.#lastUrl = this.lastUrl;
    this.#shared = other;
  }

  /** Removes the call's timer and its listeners. */
  end(): void {
    for (const release of this.#releases) release();
  }

  /** Ends whatever the call waits for. The first cause holds. */
  stop(code: StopCode, cause: unknown): void {
    if (this.stopped !== undefined) return;
    this.stopped = { code, cause };
    for (const listener of [...this.#listeners]) listener(code, cause);
  }

  /** Registers what happens when the call is stopped, and returns a function that unregisters it. */
  onStop(listener: StopListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * Waits for something that does not know of the call's limits.
   *
   * @param start Starts it, unless the call is stopped already.
   * @throws {ConnectionError} When the call is stopped before it is done.
   */
  async wait<Result>(start: () => Promise<Result>): Promise<Result> {
    if (this.stopped !== undefined) throw stoppedError(this, this.stopped);
    return new Promise((resolve, reject) => {
      const unregister = this.onStop((code, cause) => reject(stoppedError(this, { code, cause })));
      start().then(resolve, reject).finally(unregister);
    });
  }

  /** Waits for some time. Resolves to false when the call is stopped meanwhile. */
  async sleep(ms: number): Promise<boolean> {
    if (this.stopped !== undefined) return false;
    return new Promise((resolve) => {
      const end = (isOver: boolean): void => {
        clearTimeout(timer);
        // Stryker disable next-line CallExpression: what remains registered does nothing, and is gone with the call
        unregister();
        resolve(isOver);
      };
      const timer = setTimeout(end, ms, true);
      const unregister = this.onStop(() => end(false));
    });
  }
}
