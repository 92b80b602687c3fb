import type { Io } from "./io.js";

/** A terminal sends Ctrl-C to all its processes, and npx passes it on once more. */
const sameKeyMs = 300;

/** Ends a run after what is under way when Ctrl-C is pressed or SIGTERM comes. A second one ends the process at once. */
export class Interrupt {
  readonly #controller = new AbortController();
  readonly #io: Io;
  readonly #onFirst: () => void;
  #firstMs: number | undefined;

  constructor(io: Io, onFirst: () => void) {
    this.#io = io;
    this.#onFirst = onFirst;
  }

  /** Takes signals from now on. Before, they end the process. */
  listen(): void {
    this.#io.on("SIGINT", this.#handle);
    this.#io.on("SIGTERM", this.#handle);
  }

  /** Aborted when no more projects are to be begun. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether the run is to end. */
  get isRequested(): boolean {
    return this.#controller.signal.aborted;
  }

  /** Whether somebody pressed Ctrl-C, or SIGTERM came. */
  get hasSignal(): boolean {
    return this.#firstMs !== undefined;
  }

  /** Ends the run after what is under way, for another reason than a signal. */
  request(): void {
    this.#controller.abort();
  }

  /** Lets signals end the process again. */
  release(): void {
    this.#io.off("SIGINT", this.#handle);
    this.#io.off("SIGTERM", this.#handle);
  }

  readonly #handle = (signal: NodeJS.Signals): void => {
    if (this.#firstMs === undefined) {
      this.#firstMs = performance.now();
      this.#onFirst();
      this.request();
    } else if (performance.now() - this.#firstMs >= sameKeyMs) {
      this.release();
      this.#io.kill(this.#io.pid, signal);
    }
  };
}
