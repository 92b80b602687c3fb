import { onTestFinished, vi } from "vitest";
import { settle } from "../servers/timing.js";

/** A clock that stands still while anything is left to do, and then goes to the next timer. */
export interface VirtualTime {
  /** Since the start of the test, in milliseconds. */
  readonly now: number;
  /** Puts the clock forward as often as it takes until a promise is settled. */
  run<Value>(work: Promise<Value>): Promise<Value>;
  /** Wraps a fetch that takes no time by this clock, and is waited for. */
  awaiting(fetch: (request: Request) => Promise<Response>): (request: Request) => Promise<Response>;
}

/** Replaces every clock until the end of the test. It starts at a whole minute. */
export function virtualTime(startAt: number = Date.parse("2026-01-02T12:00:00Z")): VirtualTime {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"], now: startAt });
  onTestFinished(() => void vi.useRealTimers());
  let pending = 0;
  return {
    get now() {
      return Date.now() - startAt;
    },
    async run(work) {
      let isSettled = false;
      const end = () => {
        isSettled = true;
      };
      work.then(end, end);
      while (!isSettled) {
        await settle();
        if (pending === 0 && !isSettled) await vi.advanceTimersToNextTimerAsync();
      }
      return work;
    },
    awaiting: (fetch) => async (request) => {
      pending++;
      try {
        return await fetch(request);
      } finally {
        pending--;
      }
    },
  };
}
