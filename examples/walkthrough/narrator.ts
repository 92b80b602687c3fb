import { styleText } from "node:util";

const maxWidth = 120;

/** Prints the calls of the walkthrough, their results, and the requests that they sent. */
export class Narrator {
  readonly #print: (line: string) => void;
  readonly #color: boolean;
  #step = 0;
  #requests: string[] = [];

  constructor(print: (line: string) => void, color: boolean) {
    this.#print = print;
    this.#color = color;
  }

  print(line: string): void {
    this.#print(line);
  }

  /** Runs a function, and prints its source code with its result, and its requests. */
  step = async <Result>(title: string, run: () => Promise<Result>): Promise<Result> => {
    this.#step++;
    this.#print(this.#style("bold", `${this.#step}. ${title}`));
    const code = toLines(run);
    // The last line follows with the result, unless the call fails.
    const last = code.pop() ?? "";
    for (const line of code) this.#print(`   ${this.#style("cyan", line)}`);
    this.#requests = [];
    const result = await run();
    const comment = result === undefined ? "" : this.#style("green", ` // ${JSON.stringify(result)}`);
    this.#print(`   ${this.#style("cyan", last)}${comment}`);
    if (this.#requests.length > 0) this.#print(`   ${this.#style("dim", this.#requests.join(", "))}`);
    return result;
  };

  /** A `fetch` function that notes each request and the status of its response. */
  fetch = async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    const sent = await request.clone().text();
    const response = await fetch(request);
    const head = `${request.method} ${pathname}${search}`;
    this.#requests.push(`${[head, sent].join(" ").trimEnd()} → ${response.status}`);
    return response;
  };

  #style(format: "bold" | "cyan" | "dim" | "green", text: string): string {
    return this.#color ? styleText(format, text, { validateStream: false }) : text;
  }
}

/** The statements of a function. Short ones share a line. */
function toLines(run: () => Promise<unknown>): string[] {
  const lines: string[] = [];
  for (const source of run.toString().split("\n").slice(1, -1)) {
    const statement = source.trim().replace(/^return (.*);$/, "$1");
    const joined = `${lines.at(-1) ?? ""} ${statement}`.trim();
    if (lines.length > 0 && joined.length <= maxWidth) lines[lines.length - 1] = joined;
    else lines.push(statement);
  }
  return lines;
}
