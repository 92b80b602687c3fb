import type { RequestOptions } from "../options.js";
import { Exchange } from "./exchange.js";
import type { Observer } from "./observer.js";
import type { Operation } from "./operation.js";
import type { Fetch } from "./redirect.js";
import { mergeOptions } from "./request-options.js";
import type { TokenSource } from "./token-source.js";
import { translateError, unexpectedResponse } from "./translate-error.js";
import { fetchWhole, send } from "./transport.js";
import { untilAborted } from "./until-aborted.js";
import { withToken } from "./with-token.js";

/** What a call hands to the generated client. */
export interface CallInit {
  fetch: Fetch;
  signal?: AbortSignal;
}

/** What all calls of a client share. */
export interface CallerInit {
  fetch: Fetch;
  tokens: TokenSource;
  observer: Observer;
  defaults: RequestOptions;
}

type Answer<Data> = { data?: Data; response: Response };

/** Makes calls, and turns whatever fails into an error of this package. */
export class Caller {
  readonly #fetch: Fetch;
  readonly #tokens: TokenSource;
  readonly #observer: Observer;
  readonly #defaults: RequestOptions;

  constructor({ fetch, tokens, observer, defaults }: CallerInit) {
    this.#fetch = fetch;
    this.#tokens = tokens;
    this.#observer = observer;
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
    decode: (data: Data | undefined, headers: Headers) => Result | undefined,
  ): Promise<Result> {
    const merged = mergeOptions(this.#defaults, options);
    const { signal } = merged;
    const { secrets } = this.#tokens;
    const exchange = new Exchange(operation, this.#observer, signal);
    // Not called as a method: the runtime's own fetch insists on being called alone.
    const fetch = this.#fetch;
    const { renewals } = this.#tokens;
    const sending = {
      fetch: exchange.track((toSend) => fetchWhole(toSend, fetch)),
      renew: async (refused: Request) => withToken(refused, await this.#tokens.renew(renewals)),
      onRetry: exchange.retry.bind(exchange),
    };
    try {
      const { data, response } = await untilAborted(signal, () =>
        request({
          fetch: async (toSend) => {
            exchange.begin(toSend);
            exchange.response = await send(toSend, sending, merged);
            return exchange.response;
          },
          ...(signal && { signal }),
        }),
      );
      const result = response.status === operation.status ? decode(data, response.headers) : undefined;
      if (result === undefined) throw unexpectedResponse(exchange, response, secrets);
      return result;
    } catch (error) {
      const failure = translateError(error, exchange, signal, secrets);
      const isDone = exchange.mayBeRepeat && failure.code === operation.repeated;
      const result = isDone ? decode(undefined, new Headers()) : undefined;
      if (result === undefined) throw failure;
      return result;
    }
  }
}
