import { describe } from "./check-keys.js";

/** @throws {TypeError} When the value is neither undefined nor an AbortSignal. */
export function assertSignal(value: unknown): asserts value is AbortSignal | undefined {
  if (value === undefined) return;
  const isSignal =
    typeof value === "object" && value !== null && "aborted" in value && "addEventListener" in value;
  if (!isSignal) throw new TypeError(`signal: expected an AbortSignal, got ${describe(value)}`);
}

/**
 * Waits for work that does not know of a signal.
 *
 * @param start Starts the work, unless the signal is aborted already.
 * @throws The signal's reason, as soon as it is aborted. No listener stays on the signal.
 */
export async function untilAborted<Result>(
  signal: AbortSignal | undefined,
  start: () => Result | Promise<Result>,
): Promise<Result> {
  if (signal === undefined) return start();
  signal.throwIfAborted();
  let abort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort);
  });
  try {
    const result = await Promise.race([start(), aborted]);
    signal.throwIfAborted();
    return result;
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/**
 * Runs work with a signal that follows another one. A `Request` leaves a listener on its signal until it is collected, which
 * would pile up on a signal that lives long.
 */
export async function withOwnSignal<Result>(
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal | undefined) => Promise<Result>,
): Promise<Result> {
  if (signal === undefined) return work(undefined);
  signal.throwIfAborted();
  const controller = new AbortController();
  const abort = (): void => controller.abort(signal.reason);
  signal.addEventListener("abort", abort);
  try {
    return await work(controller.signal);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
