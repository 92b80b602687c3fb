import { InvalidRequestError } from "../errors/invalid-request-error.js";
import type { Hooks, RequestEvent, ResponseEvent, RetryEvent } from "../hooks.js";
import type { Secrets } from "./secrets.js";

const hookNames = ["onRequest", "onResponse", "onRetry"] as const;

/** Tells the hooks of a client what it does. */
export class Observer {
  readonly #hooks: Hooks;
  readonly #secrets: Secrets;
  #requests = 0;

  constructor(hooks: Hooks, secrets: Secrets) {
    for (const name of hookNames) {
      if (hooks[name] !== undefined && typeof hooks[name] !== "function") {
        throw new InvalidRequestError(`hooks.${name}: expected a function`);
      }
    }
    this.#hooks = hooks;
    this.#secrets = secrets;
  }

  nextRequestNumber(): number {
    this.#requests++;
    return this.#requests;
  }

  request(event: RequestEvent): void {
    this.#tell("onRequest", () => this.#hooks.onRequest?.(this.#mask(event)));
  }

  response(event: ResponseEvent): void {
    this.#tell("onResponse", () => this.#hooks.onResponse?.(this.#mask(event)));
  }

  retry(event: RetryEvent): void {
    this.#tell("onRetry", () => this.#hooks.onRetry?.(this.#mask(event)));
  }

  /** A hook that fails is its author's to hear of, and no reason to fail a call or to end the process. */
  #tell(name: keyof Hooks, call: () => unknown): void {
    const complain = (thrown: unknown): void => {
      const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
      console.error(`@gitlab-job-token-scope/facade: hooks.${name} failed: ${this.#secrets.maskText(text)}`);
    };
    // An async function is a hook too.
    new Promise((resolve) => resolve(call())).catch(complain);
  }

  #mask<Event extends RequestEvent>(event: Event): Event {
    // Masking keeps the shape: it changes texts only.
    return this.#secrets.mask(event) as Event;
  }
}
