/** The inputs of a fleet: an array, a generator, or an async generator such as a group's projects. */
export type Inputs<Input> = Iterable<Input> | AsyncIterable<Input>;

/**
 * How a fleet is worked through.
 *
 * @internal
 */
export interface RunOptions {
  /** How many projects are under way at the same time. */
  readonly concurrency: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Works on inputs, several at a time, and yields the results as they come. Together, no more inputs are under way and results
 * not yet taken than `concurrency`: a slow consumer slows the work down.
 *
 * When the signal is aborted, no more inputs are taken, what is under way ends and is yielded, and then the reason is thrown. When
 * the inputs fail, so is their failure. When the consumer stops early, what is under way is waited for.
 *
 * @param work Does not throw: a failure is a result.
 * @internal
 */
export async function* runAll<Input, Result>(
  inputs: Inputs<Input>,
  { concurrency, signal }: RunOptions,
  work: (input: Input) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const source = iterate(inputs);
  const running = new Set<Promise<void>>();
  const results: Result[] = [];
  /** The next input, while it is waited for. */
  let pulling: Promise<void> | undefined;
  let failure: { readonly reason: unknown } | undefined;
  let isDone = false;
  const start = (input: Input): void => {
    const task = work(input).then((result) => {
      results.push(result);
      running.delete(task);
    });
    running.add(task);
  };
  const pull = async (): Promise<void> => {
    try {
      const next = await source.next();
      if (next.done === true) isDone = true;
      else if (signal?.aborted !== true) start(next.value);
    } catch (reason) {
      isDone = true;
      failure = { reason };
    }
  };
  const abort = whenAborted(signal);
  try {
    for (;;) {
      const isAborted = signal?.aborted === true;
      if (pulling === undefined && !isDone && !isAborted && running.size + results.length < concurrency) {
        pulling = pull().finally(() => {
          pulling = undefined;
        });
      }
      const [result] = results.splice(0, 1);
      if (result !== undefined) yield result;
      else if (running.size === 0 && (pulling === undefined || isAborted)) break;
      else if (isAborted) await Promise.race(running);
      else await Promise.race([...running, ...(pulling === undefined ? [] : [pulling]), abort.promise]);
    }
    if (failure !== undefined) throw failure.reason;
    if (!isDone) throw signal?.reason;
  } finally {
    abort.release();
    await Promise.all(running);
    // A generator that is stopped early releases what it holds. One that does not respond is not waited for.
    if (!isDone) void Promise.resolve(source.return?.()).catch(() => {});
  }
}

function iterate<Input>(inputs: Inputs<Input>): Iterator<Input> | AsyncIterator<Input> {
  return Symbol.asyncIterator in inputs ? inputs[Symbol.asyncIterator]() : inputs[Symbol.iterator]();
}

function whenAborted(signal: AbortSignal | undefined): { promise: Promise<void>; release: () => void } {
  let release = (): void => {};
  const promise = new Promise<void>((resolve) => {
    const abort = (): void => resolve();
    signal?.addEventListener("abort", abort);
    release = () => signal?.removeEventListener("abort", abort);
  });
  return { promise, release };
}
