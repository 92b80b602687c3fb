import { InvalidRequestError } from "../../errors/invalid-request-error.js";
import type { Hooks, RateLimitEvent, RequestEvent, ResponseEvent, RetryEvent } from "../../hooks.js";
import { checkOptions } from "../check-options.js";
import { describeThrown } from "./describe-thrown.js";
import type { Secrets } from "./secrets.js";

const hookNames = ["onRequest", "onResponse", "onRetry", "onRateLimit"] as const;

/** Calls the hooks of a client. */
export class Observer {
  readonly #hooks: Hooks;
  readonly #secrets: Secrets;

  constructor(hooks: Hooks, secrets: Secrets) {
    checkOptions("hooks", hooks, hookNames);
    for (const name of hookNames) {
      if (hooks[name] !== undefined && typeof hooks[name] !== "function") {
        throw new InvalidRequestError(`hooks.${name}: expected a function`);
      }
    }
    this.#hooks = hooks;
    this.#secrets = secrets;
  }

  request(event: RequestEvent): void {
    this.#call("onRequest", () => this.#hooks.onRequest?.(this.#mask(event)));
  }

  response(event: ResponseEvent): void {
    this.#call("onResponse", () => this.#hooks.onResponse?.(this.#mask(event)));
  }

  retry(event: RetryEvent): void {
    this.#call("onRetry", () => this.#hooks.onRetry?.(this.#mask(event)));
  }

  rateLimit(event: RateLimitEvent): void {
    this.#call("onRateLimit", () => this.#hooks.onRateLimit?.(event));
  }

  /** A failure of a hook is logged. It is no reason to fail a call or to end the process. */
  #call(name: keyof Hooks, hook: () => unknown): void {
    const log = (thrown: unknown): void => {
      console.error(
        `@gitlab-job-token-scope/facade: hooks.${name} failed: ${this.#secrets.maskText(stackOf(thrown))}`,
      );
    };
    // The hook runs at once, and may be an async function. The executor turns whatever it throws into a rejection.
    new Promise((resolve) => resolve(hook())).catch(log);
  }

  #mask<Event extends RequestEvent>(event: Event): Event {
    // Masking changes strings only, so the event keeps its type.
    return this.#secrets.mask(event) as Event;
  }
}

function stackOf(thrown: unknown): string {
  try {
    const { stack }: { stack?: unknown } = Object(thrown);
    if (typeof stack === "string") return stack;
  } catch {
    // A getter or a proxy that throws: there is no stack to show.
  }
  return describeThrown(thrown);
}
