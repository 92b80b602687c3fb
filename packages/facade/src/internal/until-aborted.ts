/**
 * Waits for what is started, or until the signal is aborted, whichever comes first: not all that a call waits for knows
 * of its signal. Nothing is started when it is aborted already.
 */
export async function untilAborted<Result>(
  signal: AbortSignal | undefined,
  start: () => Promise<Result>,
): Promise<Result> {
  if (signal === undefined) return start();
  signal.throwIfAborted();
  let abort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
  });
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([start(), aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
