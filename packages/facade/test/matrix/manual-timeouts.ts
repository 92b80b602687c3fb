/** Real time limits are far below it. */
const firstManualMs = 1_000_000_000;

/**
 * Time-outs that elapse when a test says so. A time limit that was handed out here never elapses by itself in a test, so
 * that no result depends on how busy the machine is.
 */
export class ManualTimeouts implements Disposable {
  readonly #setTimeout = globalThis.setTimeout;
  readonly #latest = new Map<number, () => void>();
  #nextMs = firstManualMs;

  constructor() {
    const original = this.#setTimeout;
    const manual = (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
      if (ms !== undefined && ms >= firstManualMs) this.#latest.set(ms, () => callback(...args));
      return original(callback, ms, ...args);
    };
    globalThis.setTimeout = Object.assign(manual, original) as typeof setTimeout;
  }

  /** A time limit that no other call has. */
  createLimitMs(): number {
    return this.#nextMs++;
  }

  /** Ends the attempt that began last under a time limit. */
  elapse(limitMs: number): void {
    this.#latest.get(limitMs)?.();
  }

  forget(limitMs: number): void {
    this.#latest.delete(limitMs);
  }

  [Symbol.dispose](): void {
    globalThis.setTimeout = this.#setTimeout;
  }
}
