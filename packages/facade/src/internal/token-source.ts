import { InvalidRequestError } from "../errors/invalid-request-error.js";
import type { GitLabOptions } from "../options.js";
import { rootMessage } from "./root-message.js";
import { Secrets } from "./secrets.js";

type Token = GitLabOptions["token"];

/** Where a client's tokens come from. */
export class TokenSource {
  readonly secrets: Secrets = new Secrets();
  readonly #token: Token;
  /** How many renewals have ended. */
  #renewals = 0;
  #renewal: Promise<string> | undefined;
  #isRenewing = false;

  constructor(token: Token) {
    this.#token = token;
    if (typeof token === "string" && token !== "") this.secrets.add(token);
  }

  /** What the generated client is given. */
  get token(): Token {
    const token = this.#token;
    return typeof token === "function" ? () => this.#ask(token) : token;
  }

  /** Remembered when a call begins, it tells whether a renewal has ended since then. */
  get renewals(): number {
    return this.#renewals;
  }

  /**
   * Asks the function once more, after GitLab refused what it gave. Calls that were under way together share one renewal,
   * also those that hear of the refusal when it has ended.
   *
   * @param since The number of renewals when the call began.
   * @returns Undefined when the token is a string: there is no other.
   */
  renew(since: number): Promise<string> | undefined {
    if (typeof this.#token !== "function") return undefined;
    if (this.#renewals === since && !this.#isRenewing) {
      this.#isRenewing = true;
      this.#renewal = this.#ask(this.#token).finally(() => {
        this.#isRenewing = false;
        this.#renewals++;
      });
    }
    return this.#renewal;
  }

  async #ask(give: () => string | Promise<string>): Promise<string> {
    let token: unknown;
    try {
      token = await give();
    } catch (thrown) {
      const reason = this.secrets.maskText(rootMessage(thrown));
      throw new InvalidRequestError(`token: the function that gives it failed: ${reason}`, {
        cause: this.secrets.maskCause(thrown),
      });
    }
    // Fetch would show a token that no header may carry in its error.
    if (typeof token !== "string" || !/^[\x21-\x7e]+$/.test(token)) {
      throw new InvalidRequestError(
        "token: the function gave none: expected a string that is not empty, without spaces and line breaks",
      );
    }
    this.secrets.add(token);
    return token;
  }
}
