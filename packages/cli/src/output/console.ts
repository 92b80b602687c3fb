import type { Io } from "../io.js";
import { type Colors, colorsOf } from "./colors.js";
import { Secrets } from "./secrets.js";

/** Where a command writes: results on standard output, everything else on standard error. Tokens are masked in both. */
export class Console {
  readonly secrets: Secrets = new Secrets();
  /** The colours of standard output. */
  readonly colors: Colors;
  /** Whether `--verbose` was given. */
  isVerbose = false;
  /** Removes the progress line before something else is written. */
  clearProgress: () => void = () => {};
  /** Called when standard output cannot be written, for example because the reader of a pipe has ended. */
  onOutputFailure: () => void = () => {};
  readonly #io: Io;
  #failure: NodeJS.ErrnoException | undefined;
  #pending: Promise<void> = Promise.resolve();

  constructor(io: Io) {
    this.#io = io;
    this.colors = colorsOf(io.stdout, io.env);
    io.stdout.on("error", (error) => this.#fail(error));
  }

  /** Writes a result. */
  print(text: string): void {
    if (this.#failure !== undefined) return;
    this.clearProgress();
    this.#pending = new Promise((resolve) => {
      this.#io.stdout.write(this.secrets.mask(text), (error) => {
        if (error) this.#fail(error);
        resolve();
      });
    });
  }

  /** Writes a line for people. */
  note(text: string): void {
    this.clearProgress();
    const { stderr } = this.#io;
    // There is nowhere to report a failure. The stream is not touched before, because making it takes time.
    if (stderr.listenerCount("error") === 0) stderr.on("error", () => {});
    stderr.write(`${this.secrets.mask(text)}\n`);
  }

  /** Writes a line for people who asked for details. */
  detail(text: string): void {
    if (this.isVerbose) this.note(text);
  }

  /** Waits for what was printed. Returns what went wrong, if anything did. */
  async flush(): Promise<NodeJS.ErrnoException | undefined> {
    await this.#pending;
    return this.#failure;
  }

  #fail(error: NodeJS.ErrnoException): void {
    if (this.#failure !== undefined) return;
    this.#failure = error;
    this.onOutputFailure();
  }
}
