import type { RateLimitEvent } from "../../hooks.js";
import type { Outcome } from "./attempt.js";
import { maxTimerMs } from "./limits.js";
import { backoffMs, budgetOf, retryAfterMs } from "./retry.js";

/** A time in which nothing is sent, because of a 429 or because `RateLimit-Remaining` is used up. */
export interface Hold {
  readonly reason: RateLimitEvent["reason"];
  /** By the clock of `performance`, like all times here. */
  readonly endsAt: number;
  /** Is added to the end, so that several processes do not return at once. */
  readonly jitterMs: number;
}

/**
 * What a client knows of the rate limit of its token: how many of its requests may be under way. Any number until a response
 * reports what remains, or is a 429. After each hold it is one, because nobody knows what remains then, until the response
 * reports it or, where such headers are missing, allows one more.
 */
export class RateLimit {
  /** How many requests were responded to with anything but 429. */
  passed = 0;
  /** How many holds have ended. A request that was sent before one says nothing about what may be sent after it. */
  holds = 0;
  hold: Hold | undefined;
  #refusalsInARow = 0;
  #underWay = 0;
  #maxUnderWay = Number.POSITIVE_INFINITY;
  /** The end of the period that was reported last: by GitLab's clock, in seconds, and by ours, undefined when it is over. */
  #reset = 0;
  #resetAt: number | undefined;

  /** Whether another request may be sent. */
  get isFree(): boolean {
    return this.hold === undefined && this.#underWay < this.#maxUnderWay;
  }

  /** When what is known now is over. Undefined where nothing but a response changes it. */
  get endsAt(): number | undefined {
    return this.hold === undefined ? this.#resetAt : this.hold.endsAt + this.hold.jitterMs;
  }

  /** Starts a request. Returns the number of holds before it. */
  start(): number {
    this.#underWay++;
    return this.holds;
  }

  /** Begins the time after a hold, or after the period that was reported, of which at least the rest is there again. */
  startPeriod(): void {
    if (this.hold === undefined) {
      this.#maxUnderWay = Math.max(this.#maxUnderWay, this.#underWay + 1);
    } else {
      this.hold = undefined;
      this.holds++;
      this.#underWay = 0;
      this.#maxUnderWay = 1;
    }
    this.#resetAt = undefined;
  }

  /**
   * Ends a request.
   *
   * @param holds The number of holds before it.
   * @param outcome Undefined when it was not sent.
   */
  end(holds: number, outcome: Outcome | undefined): void {
    const isCurrent = holds === this.holds;
    if (isCurrent) this.#underWay--;
    if (outcome?.kind === "response" && outcome.status === 429) this.#refuse(retryAfterMs(outcome) ?? 0);
    else if (outcome !== undefined) this.#learn(outcome, isCurrent);
  }

  /** Holds the client. Other refusals of the same burst can make the hold longer, if they ask for it. */
  #refuse(requestedMs: number): void {
    const hold = this.hold?.reason === "response" ? this.hold : undefined;
    if (hold !== undefined && requestedMs === 0) return;
    const waitMs = requestedMs > 0 ? Math.min(requestedMs, maxTimerMs) : backoffMs(this.#refusalsInARow);
    const endsAt = performance.now() + waitMs;
    if (hold !== undefined && endsAt <= hold.endsAt) return;
    if (hold === undefined) this.#refusalsInARow++;
    // Backoff has jitter of its own.
    const jitterMs = hold?.jitterMs ?? (requestedMs > 0 ? createJitterMs(waitMs) : 0);
    this.hold = { reason: "response", endsAt, jitterMs };
  }

  /** Updates what may be under way, and holds the client when nothing remains. */
  #learn(outcome: Outcome, isCurrent: boolean): void {
    const isResponse = outcome.kind === "response";
    if (isResponse) {
      this.passed++;
      this.#refusalsInARow = 0;
    }
    const now = performance.now();
    const budget = isResponse ? budgetOf(outcome.headers) : undefined;
    if (budget === undefined) {
      // GitLab may have counted it all the same.
      if (this.#resetAt !== undefined) this.#maxUnderWay--;
      else if (isCurrent && (isResponse || outcome.code !== "aborted")) this.#maxUnderWay++;
    } else if (budget.reset > this.#reset || (isCurrent && this.#resetAt === undefined)) {
      this.#reset = budget.reset;
      this.#resetAt = now + budget.restMs;
      this.#maxUnderWay = budget.remaining;
    } else if (budget.reset === this.#reset && this.#resetAt !== undefined) {
      // Responses can overtake each other, and Date is in whole seconds: the lowest values are the best.
      this.#resetAt = Math.min(this.#resetAt, now + budget.restMs);
      this.#maxUnderWay = Math.min(this.#maxUnderWay, budget.remaining);
    }
    if (this.hold?.reason === "response") return;
    const endsAt = this.#maxUnderWay > 0 ? undefined : this.#resetAt;
    if (endsAt === undefined) this.hold = undefined;
    else if (endsAt !== this.hold?.endsAt) {
      const jitterMs = this.hold?.jitterMs ?? createJitterMs(endsAt - now);
      this.hold = { reason: "remaining", endsAt, jitterMs };
    }
  }
}

/** Up to a tenth of a wait, and at most a second. */
function createJitterMs(waitMs: number): number {
  return Math.random() * Math.min(Math.max(0, waitMs) / 10, 1_000);
}
