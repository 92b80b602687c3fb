import type { JobTokenScopeError, RequestOptions } from "@gitlab-job-token-scope/facade";
import { onTestFinished, vi } from "vitest";
import { errorOf } from "../helpers.js";

/** A promise that is settled from outside. */
export interface Deferred<Value> {
  readonly promise: Promise<Value>;
  resolve(value: Value): void;
}

export function deferred<Value = void>(): Deferred<Value> {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** Resolves when all events that are due now have been handled. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/**
 * Stops the clock of `setTimeout` and `performance` for one test, so that a time limit is over when the test says so, however slow the machine.
 * Waits of 0 ms still pass.
 */
export function manualTimers(): { advance(ms: number): void } {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  const step = setInterval(() => vi.advanceTimersByTime(0), 1);
  onTestFinished(() => {
    clearInterval(step);
    vi.useRealTimers();
  });
  return { advance: (ms) => void vi.advanceTimersByTime(ms) };
}

/** What ends a call that waits, and the code of its error. */
export const limits = [
  ["signal", "aborted"],
  ["totalTimeoutMs", "timeout"],
] as const;

/** The error of a call that is ended by its signal or its time limit when nothing is left to do but to wait. */
export async function endWaiting(
  limit: (typeof limits)[number][0],
  call: (options: RequestOptions) => unknown,
): Promise<JobTokenScopeError> {
  const timers = manualTimers();
  const controller = new AbortController();
  const { signal } = controller;
  const error = errorOf(() => call(limit === "signal" ? { signal } : { totalTimeoutMs: 5_000 }));
  await settle();
  controller.abort();
  timers.advance(5_000);
  return error;
}
