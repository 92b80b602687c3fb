import { InvalidRequestError } from "../errors/invalid-request-error.js";
import type { GitLabOptions } from "../options.js";
import { checkOptions } from "./check-options.js";
import type { Client } from "./http/call.js";
import { describeThrown } from "./http/describe-thrown.js";
import { defaultLimits, readLimits, requestOptionNames } from "./http/limits.js";
import { Observer } from "./http/observer.js";
import { createRequestBuilder, type RequestBuilder } from "./http/openapi-client.js";
import { TokenSource } from "./http/token-source.js";
import { Turns } from "./http/turns.js";

const optionNames = ["url", "token", "tokenHeader", "fetch", "hooks", ...requestOptionNames] as const;

/** @throws {InvalidRequestError} When an option is wrong. The message does not show the token. */
export function createClient(options: GitLabOptions): Client {
  checkOptions("", options, optionNames);
  for (const name of ["url", "token"] as const) {
    if (name in options && (options[name] === undefined || options[name] === null)) {
      const found = String(options[name]);
      throw new InvalidRequestError(`${name}: expected a string, got ${found}; is a variable not set?`);
    }
  }
  const { url, token, tokenHeader = "authorization", fetch, hooks, ...limits } = options;
  if (fetch !== undefined && typeof fetch !== "function") {
    throw new InvalidRequestError(
      "fetch: expected a function that takes a Request and resolves to a Response",
    );
  }
  const tokens = new TokenSource(token, tokenHeader);
  const builder = createBuilder({
    token: tokens.token,
    tokenHeader,
    // A cache on the way must not decide what is in force.
    headers: { "cache-control": "no-cache" },
    ...(url !== undefined && { url }),
  });
  const observer = hooks === undefined ? undefined : new Observer(hooks, tokens.secrets);
  return {
    builder,
    // Each is called alone, not as a method: the runtime's own insists on it, and is looked up late, so that it can be replaced.
    fetch:
      fetch === undefined
        ? (url, init) => globalThis.fetch(url, init)
        : (url, init) => fetch(new Request(url, init)),
    tokens,
    observer,
    turns: new Turns((event) => observer?.rateLimit(event)),
    limits: readLimits(defaultLimits, limits),
    calls: 0,
    requests: 0,
  };
}

/** The builder checks its options. Its messages name them as they are called here. */
function createBuilder(options: Parameters<typeof createRequestBuilder>[0]): RequestBuilder {
  try {
    return createRequestBuilder(options);
  } catch (refusal) {
    throw new InvalidRequestError(describeThrown(refusal));
  }
}
