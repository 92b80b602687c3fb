import type { Operation } from "./operation.js";
import type { Fetch } from "./redirect.js";

/** One call on the wire: what was sent where, how often, and what came of it last. */
export class Exchange {
  readonly operation: Operation;
  /** Where it went: `"https://gitlab.example.com"`. Empty before anything was to be sent. */
  origin = "";
  attempts = 0;
  /** The status of the last attempt; undefined when it had no answer. */
  lastStatus: number | undefined;
  /** Whether an attempt before the last may have been carried out. GitLab carries out nothing that it answers with 429. */
  mayBeRepeat = false;
  /** The answer that was taken for a success. */
  response: Response | undefined;
  #secret = "";

  constructor(operation: Operation) {
    this.operation = operation;
  }

  /** Notes where a request goes, and what no message may show of it. */
  begin({ url, headers }: Request): void {
    this.origin = new URL(url).origin;
    const authorization = headers.get("authorization")?.replace(/^Bearer /, "");
    this.#secret = authorization ?? headers.get("private-token") ?? "";
  }

  /** A fetch whose attempts are counted here. */
  track(fetch: Fetch): Fetch {
    return async (request) => {
      this.mayBeRepeat ||= this.attempts > 0 && this.lastStatus !== 429;
      this.attempts++;
      this.lastStatus = undefined;
      const response = await fetch(request);
      this.lastStatus = response.status;
      return response;
    };
  }

  /** A value of an answer without the token, which a proxy may have echoed. */
  mask(value: unknown): unknown {
    if (typeof value === "string")
      return this.#secret === "" ? value : value.replaceAll(this.#secret, "[masked]");
    if (Array.isArray(value)) return value.map((item) => this.mask(item));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [this.mask(key), this.mask(item)]));
  }
}
