import type { GitLabOptions } from "../../options.js";
import { describeThrown } from "./describe-thrown.js";
import { Secrets } from "./secrets.js";

type Token = GitLabOptions["token"];

/** The token function failed, or returned something that cannot be a token. */
export class TokenError extends Error {}

/** Where a client's tokens come from. */
export class TokenSource {
  readonly secrets: Secrets = new Secrets();
  /** How many renewals have ended. Compared later, it tells whether one has ended since a request began. */
  renewals = 0;
  readonly #token: Token;
  readonly #header: "authorization" | "private-token";
  #renewal: Promise<string> | undefined;
  #isRenewing = false;

  constructor(token: Token, header: "authorization" | "private-token") {
    this.#token = token;
    this.#header = header;
    if (typeof token === "string" && token !== "") this.secrets.add(token);
  }

  /** The token option for the generated client. */
  get token(): Token {
    const token = this.#token;
    return typeof token === "function" ? () => this.#call(token) : token;
  }

  /**
   * Calls the function once more, after GitLab refused its token. All requests that were sent before the renewal ended
   * share it, also those whose refusal arrives later.
   *
   * @param since The number of renewals when the request began.
   * @returns Undefined when the token is a string: there is no other.
   */
  async renew(since: number): Promise<string | undefined> {
    if (typeof this.#token !== "function") return undefined;
    if (this.renewals === since && !this.#isRenewing) {
      this.#isRenewing = true;
      this.#renewal = this.#call(this.#token).finally(() => {
        this.#isRenewing = false;
        this.renewals++;
      });
    }
    return this.#renewal;
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
