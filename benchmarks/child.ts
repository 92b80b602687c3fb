import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A module that runs in a process of its own. Its standard error is this process's. */
export class Child implements Disposable {
  readonly #process: ChildProcess;
  readonly #exited: Promise<never>;

  /** @param args Passed to the module in `process.argv`. */
  constructor(module: URL, args: readonly string[] = []) {
    this.#process = fork(fileURLToPath(module), args, {
      execArgv: ["--expose-gc", "--disable-warning=DEP0040"],
    });
    this.#exited = once(this.#process, "exit").then(() => {
      throw new Error(`the process that runs ${module.pathname.split("/").at(-1)} exited`);
    });
    // Told by `next()`, if anybody waits.
    this.#exited.catch(() => undefined);
  }

  send(message: string): void {
    this.#process.send(message);
  }

  /**
   * The next message of the process.
   *
   * @throws {Error} When the process exits first.
   */
  async next<Message>(): Promise<Message> {
    const [message] = await Promise.race([once(this.#process, "message"), this.#exited]);
    return message;
  }

  [Symbol.dispose](): void {
    this.#process.kill("SIGKILL");
  }
}
