/** Prints the calls of the walkthrough, their requests and responses, and their results. */
export class Narrator {
  readonly #print: (line: string) => void;
  #step = 0;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  print(line: string): void {
    this.#print(line);
  }

  /** Prints the source code of a function, runs it, and prints its result. */
  step = async <Result>(title: string, run: () => Promise<Result>): Promise<Result> => {
    this.#step++;
    this.#print(`\n${this.#step}. ${title}\n`);
    for (const line of sourceLines(run)) this.#print(`   > ${line}`);
    const result = await run();
    if (result !== undefined) this.#print(`   ${JSON.stringify(result)}`);
    return result;
  };

  /** A `fetch` function that prints each request and its response. */
  fetch = async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    const sent = await request.clone().text();
    const response = await fetch(request);
    const received = await response.clone().text();
    const head = `${request.method} ${pathname}${search}`;
    this.#print(
      `     ${[head, sent].join(" ").trimEnd()} → ${[response.status, shorten(received)].join(" ").trimEnd()}`,
    );
    return response;
  };
}

function sourceLines(run: () => Promise<unknown>): string[] {
  const body = run.toString().split("\n").slice(1, -1);
  const indent = Math.min(...body.map((line) => line.length - line.trimStart().length));
  return body.map((line) => line.slice(indent).replace(/^return (.*);$/, "$1"));
}

function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
