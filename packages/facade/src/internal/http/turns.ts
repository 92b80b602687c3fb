import type { RateLimitEvent } from "../../hooks.js";
import type { Outcome } from "./attempt.js";
import type { Call } from "./call.js";
import { maxTimerMs } from "./limits.js";
import { RateLimit } from "./rate-limit.js";

/** What a call gets when it asks for its turn: leave to send one request, or a wait that it does not accept. */
export type Turn =
  | { readonly kind: "permitted"; readonly holds: number }
  | { readonly kind: "refused"; readonly waitMs: number }
  | { readonly kind: "stopped" };

interface Waiting {
  readonly call: Call;
  readonly end: (turn: Turn) => void;
}

/** The turns that the calls of a client take to send their requests, so that all of them obey the same rate limit. */
export class Turns {
  readonly #rateLimit = new RateLimit();
  readonly #onHold: (event: RateLimitEvent) => void;
  /** In the order in which the calls were started. */
  readonly #queue: Waiting[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timerAt: number | undefined;
  /** The hold that was reported: its number and its reason. */
  #reported = "";

  constructor(onHold: (event: RateLimitEvent) => void) {
    this.#onHold = onHold;
  }

  /** How many requests were responded to with anything but 429. */
  get passed(): number {
    return this.#rateLimit.passed;
  }

  /** Waits for the turn of a call, until the call is stopped. A turn that is permitted has to be ended. */
  async take(call: Call): Promise<Turn> {
    if (call.stopped !== undefined) return { kind: "stopped" };
    if (this.#isOver()) this.#update();
    // Only a hold is the same for all, whoever waits longer.
    const isFirst = this.#queue.length === 0 || this.#rateLimit.hold !== undefined;
    const turn = isFirst ? this.#decide(call) : undefined;
    if (turn !== undefined) return turn;
    call.isHeld = true;
    return new Promise((resolve) => {
      const end = (turn: Turn): void => {
        unregister();
        // Its error reports what it waited for when it was stopped.
        call.isHeld = turn.kind === "stopped";
        this.#queue.splice(this.#queue.indexOf(waiting), 1);
        resolve(turn);
      };
      const unregister = call.onStop(() => {
        end({ kind: "stopped" });
        this.#schedule();
      });
      const waiting = { call, end };
      const next = this.#queue.findLastIndex((other) => other.call.number <= call.number) + 1;
      this.#queue.splice(next, 0, waiting);
      this.#schedule();
    });
  }

  /**
   * Ends a turn.
   *
   * @param outcome Undefined when nothing was sent.
   */
  end({ holds }: Turn & { kind: "permitted" }, outcome: Outcome | undefined): void {
    const { hold } = this.#rateLimit;
    this.#rateLimit.end(holds, outcome);
    if (this.#rateLimit.hold === undefined || this.#rateLimit.hold !== hold) this.#update();
  }

  /** Undefined when the call has to wait. */
  #decide(call: Call): Turn | undefined {
    const { hold, isFree } = this.#rateLimit;
    if (hold === undefined && !isFree) return undefined;
    if (hold !== undefined) {
      const waitMs = hold.endsAt - performance.now();
      if (waitMs <= call.limits.maxRetryAfterMs) return undefined;
      if (hold.reason === "response") return { kind: "refused", waitMs };
      // The headers may mean something else. The response will be clear.
    }
    return { kind: "permitted", holds: this.#rateLimit.start() };
  }

  /** Ends the waits that are over. During a hold, one may be over because it became too long. */
  #update(): void {
    if (this.#isOver()) this.#rateLimit.startPeriod();
    for (let index = 0; index < this.#queue.length; ) {
      const waiting = this.#queue[index];
      const turn = waiting && this.#decide(waiting.call);
      if (turn !== undefined) waiting?.end(turn);
      else if (this.#rateLimit.hold === undefined) break;
      else index++;
    }
    this.#schedule();
  }

  #isOver(): boolean {
    const { endsAt } = this.#rateLimit;
    return endsAt !== undefined && endsAt <= performance.now();
  }

  /** Sets the timer for those that wait, and reports the hold. Nothing runs when nobody waits. */
  #schedule(): void {
    const { endsAt, hold, holds } = this.#rateLimit;
    const timerAt = this.#queue.length === 0 ? undefined : endsAt;
    if (timerAt !== this.#timerAt) {
      clearTimeout(this.#timer);
      this.#timerAt = timerAt;
      if (timerAt !== undefined) this.#timer = setTimeout(() => this.#elapse(), msUntil(timerAt));
    }
    if (timerAt === undefined || hold === undefined) return;
    const report = `${holds} ${hold.reason}`;
    if (report === this.#reported) return;
    this.#reported = report;
    this.#onHold({ waitMs: msUntil(timerAt), reason: hold.reason });
  }

  #elapse(): void {
    this.#timerAt = undefined;
    this.#rateLimit.startPeriod();
    this.#update();
  }
}

/** Whole milliseconds, because a timer cuts off the rest. */
function msUntil(endsAt: number): number {
  return Math.min(Math.max(0, Math.ceil(endsAt - performance.now())), maxTimerMs);
}
