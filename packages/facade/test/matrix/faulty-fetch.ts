import type { MockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import type { Fault, When } from "./faults.js";
import type { Strike } from "./operation.js";

/** The way between a facade and the fixture: it counts what is sent, and does to answers what a script cannot. */
export class FaultyFetch {
  /** The method and address of each request, as `"GET /projects/1/job_token_scope"`. */
  readonly sent: string[] = [];
  readonly #server: MockGitLab;
  readonly #pending: Promise<unknown>[] = [];
  #strike: ((request: Request) => Promise<Response>) | undefined;
  #address = "";

  constructor(server: MockGitLab) {
    this.#server = server;
  }

  /** Forgets what was sent, and lets a fault happen to a request, once or always. */
  begin(strike: Strike, fault: Fault, when: When, isAlways: boolean): void {
    this.sent.length = 0;
    const { wire, isOnSocket } = fault;
    const pass = isOnSocket
      ? (request: Request) => fetch(request)
      : (request: Request) => this.#server.fetch(request);
    this.#address = `${strike.method} ${strike.address}`;
    let isOver = wire === undefined;
    this.#strike = async (request) => {
      const isStruck = !isOver && this.#nameOf(request) === this.#address;
      if (!isStruck || wire === undefined) return pass(request);
      isOver = !isAlways;
      return wire === "no answer" ? this.#keepSilent(request, when) : spoil(await pass(request), wire);
    };
  }

  /** Resolves when GitLab is done with what it was sent late. */
  async settled(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all(this.#pending);
  }

  readonly fetch = (request: Request): Promise<Response> => {
    this.sent.push(this.#nameOf(request));
    // A token function gives another token each time, and GitLab knows one.
    const known = new Request(request);
    known.headers.set("authorization", `Bearer ${this.#server.token}`);
    return (this.#strike ?? this.#server.fetch)(known);
  };

  #nameOf({ method, url }: Request): string {
    return `${method} ${new URL(url).pathname.replace("/api/v4", "")}`;
  }

  async #keepSilent(request: Request, when: When): Promise<never> {
    // Of its own, so that GitLab carries it out although the client gives up.
    const carried = new Request(request, { signal: null });
    const aborted = new Promise<void>((resolve) => {
      request.signal.addEventListener("abort", () => resolve(), { once: true });
    });
    if (when === "after") this.#pending.push(this.#server.fetch(carried));
    await aborted;
    if (when === "late") this.#pending.push(this.#server.fetch(carried));
    throw request.signal.reason;
  }
}

/** An answer whose body gives its first half, and then fails or nothing more. */
function spoil(response: Response, wire: "breaks off" | "does not end"): Response {
  const { status, headers } = response;
  const body = new ReadableStream({
    start: async (controller) => {
      const bytes = new Uint8Array(await response.arrayBuffer());
      controller.enqueue(bytes.slice(0, bytes.length / 2));
      if (wire === "breaks off") controller.error(new TypeError("terminated"));
    },
  });
  return new Response(body, { status, headers });
}
