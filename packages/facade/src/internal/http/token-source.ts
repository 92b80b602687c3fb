import type { GitLabOptions } from "../../options.js";
import { describeThrown } from "./describe-thrown.js";
import { Secrets } from "./secrets.js";

type Token = GitLabOptions["token"];

/** The token function failed, or returned something that cannot be a token. */
export class TokenError extends Error {}

/** A call of the token function, for all requests that wait for its result. */
export interface Renewal {
  readonly token: Promise<string>;
  isPending: boolean;
  waiting: number;
}

/** Where a client's tokens come from. */
export class TokenSource {
  readonly secrets: Secrets = new Secrets();
  /** The renewal that ended last. A later comparison shows whether one has ended since a request began. */
  lastRenewal: Renewal | undefined;
  readonly #token: Token;
  readonly #header: "authorization" | "private-token";
  #renewal: Renewal | undefined;

  constructor(token: Token, header: "authorization" | "private-token") {
    this.#token = token;
    this.#header = header;
    // Stryker disable next-line ConditionalExpression: no text contains a function
    if (typeof token === "string") this.secrets.add(token);
  }

  /** The token option for the generated client. */
  get token(): Token {
    const token = this.#token;
    return typeof token === "function" ? () => this.#call(token) : token;
  }

  /**
   * Calls the function once more, after GitLab refused its token. All requests that were sent before the renewal ended
   * share it, also those whose refusal arrives later. A request that no longer waits for it has to {@link leave} it.
   *
   * @param since The last renewal when the request began.
   * @returns Undefined when the token is a string: there is no other.
   */
  renew(since: Renewal | undefined): Renewal | undefined {
    if (typeof this.#token !== "function") return undefined;
    const current = this.#renewal;
    const isShared = current !== undefined && (current.isPending || this.lastRenewal !== since);
    const renewal = isShared ? current : this.#startRenewal(this.#token);
    renewal.waiting++;
    return renewal;
  }

  /** A renewal that no request waits for may never end, so the next refusal starts another one. */
  leave(renewal: Renewal): void {
    renewal.waiting--;
    if (renewal.waiting === 0) this.#renewal = undefined;
  }

  #startRenewal(getToken: () => string | Promise<string>): Renewal {
    const token = this.#call(getToken).finally(() => {
      renewal.isPending = false;
      this.lastRenewal = renewal;
    });
    const renewal = { token, isPending: true, waiting: 0 };
    this.#renewal = renewal;
    return renewal;
  }

  /** Puts a token into the headers of a request; false when it is the one that was there, and refused. */
  apply(headers: Headers, token: string): boolean {
    const value = this.#header === "private-token" ? token : `Bearer ${token}`;
    if (headers.get(this.#header) === value) return false;
    headers.set(this.#header, value);
    return true;
  }

  async #call(getToken: () => string | Promise<string>): Promise<string> {
    let token: unknown;
    try {
      token = await getToken();
    } catch (thrown) {
      throw new TokenError(`token: the function failed: ${describeThrown(thrown)}`, { cause: thrown });
    }
    // Fetch would quote a token that no header may carry in its error.
    if (typeof token !== "string" || !/^[\x21-\x7e]+$/.test(token)) {
      throw new TokenError(
        "token: the function did not return a token: expected a non-empty string without spaces and line breaks",
      );
    }
    this.secrets.add(token);
    return token;
  }
}
