import type { RequestOptions } from "../options.js";
import type { Operation } from "./operation.js";
import { mergeOptions } from "./request-options.js";
import { type Sent, translateError, unexpectedResponse } from "./translate-error.js";
import { type Fetch, send } from "./transport.js";

/** What a call hands to the generated client. */
export interface CallInit {
  fetch: Fetch;
  signal?: AbortSignal;
}

type Answer<Data> = { data?: Data; response: Response };

/** Makes calls, and turns whatever fails into an error of this package. */
export class Caller {
  readonly #fetch: Fetch;
  readonly #defaults: RequestOptions;

  constructor(fetch: Fetch, defaults: RequestOptions) {
    this.#fetch = fetch;
    this.#defaults = mergeOptions(defaults);
  }

  /**
   * Makes a call.
   *
   * @param decode Takes the answer's body for what it should be; undefined says that it is not.
   */
  async call<Data, Result>(
    operation: Operation,
    options: RequestOptions | undefined,
    request: (init: CallInit) => Promise<Answer<Data>>,
    decode: (data: Data | undefined, response: Response) => Result | undefined,
  ): Promise<Result> {
    const merged = mergeOptions(this.#defaults, options);
    const { signal } = merged;
    const sent: Sent = { operation, attempts: 0, origin: "" };
    try {
      const countingFetch: Fetch = (attempt) => {
        sent.attempts++;
        sent.origin = new URL(attempt.url).origin;
        return this.#fetch(attempt);
      };
      const { data, response } = await request({
        fetch: async (toSend) => {
          const answer = await send(toSend, countingFetch, merged);
          sent.response = answer;
          return answer;
        },
        ...(signal && { signal }),
      });
      const result = response.status === operation.status ? decode(data, response) : undefined;
      if (result === undefined) throw unexpectedResponse(sent, response);
      return result;
    } catch (error) {
      throw translateError(error, sent, signal);
    }
  }
}
