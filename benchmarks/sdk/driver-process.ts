import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { ContenderName } from "./contender.ts";
import type { Reply } from "./driver.ts";
import type { Order } from "./jobs.ts";

const driver = fileURLToPath(new URL("./driver.ts", import.meta.url));
const pythonDriver = fileURLToPath(new URL("./contenders/python_gitlab.py", import.meta.url));

/** Debian's Python, because the package python3-gitlab is installed for it. */
export const python = "/usr/bin/python3";

/** Whether python-gitlab can be measured. */
export function hasPythonGitlab(): boolean {
  return spawnSync(python, ["-c", "import gitlab"]).status === 0;
}

/** A process that does the jobs of one contender. */
export class DriverProcess implements Disposable {
  readonly name: ContenderName;
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(name: ContenderName, origin: string) {
    this.name = name;
    const [command, ...args] =
      name === "python-gitlab"
        ? [python, pythonDriver, origin]
        : [process.execPath, "--expose-gc", driver, name, origin];
    this.#process = spawn(command ?? "", args, { stdio: ["pipe", "pipe", "inherit"] });
    const { stdout } = this.#process;
    if (stdout === null) throw new Error(`${name} has no standard output`);
    this.#lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  }

  /** @throws {Error} When the process ends before it replies; why is on standard error. */
  async run(order: Order): Promise<Reply> {
    this.#process.stdin?.write(`${JSON.stringify(order)}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`${this.name} ended during "${order.job}"`);
    return JSON.parse(value);
  }

  [Symbol.dispose](): void {
    this.#process.kill("SIGKILL");
  }
}
