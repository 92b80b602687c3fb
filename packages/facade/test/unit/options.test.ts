import {
  createGitLab,
  type GitLabOptions,
  type Hooks,
  type RequestOptions,
} from "@gitlab-job-token-scope/facade";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { numRuns } from "../../../../vitest.properties.js";
import { connectTo, errorOf, sent, start } from "../helpers.js";
import { manualTimers, settle } from "../servers/timing.js";

test.for<[string, Partial<GitLabOptions>, string]>([
  ["a url without a scheme", { url: "gitlab.example.com" }, "url: expected an absolute http or https URL"],
  ["an empty url", { url: "" }, "url: expected an absolute http or https URL"],
  ["an empty token", { token: "" }, "token: expected a non-empty string"],
  ["a token with a space", { token: "se cret" }, "token: contains a space"],
  // @ts-expect-error -- no such header
  ["an unknown tokenHeader", { tokenHeader: "job-token" }, "tokenHeader: expected"],
  ["a timeoutMs below 1", { timeoutMs: 0 }, "timeoutMs: expected milliseconds from 1 to 2147483647, not 0"],
  ["a timeoutMs below a millisecond", { timeoutMs: 0.2 }, "timeoutMs: expected milliseconds from 1"],
  [
    "a totalTimeoutMs that is not finite",
    { totalTimeoutMs: Number.POSITIVE_INFINITY },
    "totalTimeoutMs: expected",
  ],
  [
    "a totalTimeoutMs above the maximum of timers",
    { totalTimeoutMs: 2 ** 31 },
    "to 2147483647, not 2147483648",
  ],
  // @ts-expect-error -- not a number
  ["a timeoutMs that is a text", { timeoutMs: "secret" }, "not string"],
  // @ts-expect-error -- not a number
  ["a timeoutMs that is a number as text", { timeoutMs: "5000" }, "not string"],
  // @ts-expect-error -- not a function
  ["a fetch that is not a function", { fetch: 5 }, "fetch: expected a function"],
  // @ts-expect-error -- not a signal
  ["a signal that is not an AbortSignal", { signal: {} }, "signal: expected an AbortSignal"],
  ["a limit below 0", { retry: { limit: -1 } }, "retry.limit: expected a whole number from 0, not -1"],
  [
    "a limit that is not whole",
    { retry: { limit: 1.5 } },
    "retry.limit: expected a whole number from 0, not 1.5",
  ],
  [
    "a maximum wait below 0",
    { retry: { maxRetryAfterMs: -1 } },
    "retry.maxRetryAfterMs: expected milliseconds from 0 to 2147483647, not -1",
  ],
  [
    "a maximum wait that no timer supports",
    { retry: { maxRetryAfterMs: 2 ** 31 } },
    "retry.maxRetryAfterMs: expected milliseconds from 0 to 2147483647, not 2147483648",
  ],
])("createGitLab() refuses %s, and shows no value that could be a token", async ([, options, words]) => {
  const error = await errorOf(() => createGitLab({ token: "secret", ...options }));
  expect(error).toMatchObject({ name: "InvalidRequestError", code: "invalid_request" });
  expect(error.message).toContain(words);
  expect(error.message).not.toMatch(/se ?cret/);
});

test("createGitLab() accepts the lowest and the highest limits", () => {
  for (const ms of [1, 2 ** 31 - 1]) {
    expect(() => createGitLab({ token: "secret", timeoutMs: ms, totalTimeoutMs: ms })).not.toThrow();
  }
  expect(() => createGitLab({ token: "secret", retry: { limit: 0 } })).not.toThrow();
});

test.for([
  [{ url: undefined }, "url: expected a string, got undefined; is a variable not set?"],
  [{ url: null }, "url: expected a string, got null; is a variable not set?"],
  [{ token: undefined }, "token: expected a string, got undefined; is a variable not set?"],
  [{ token: null }, "token: expected a string, got null; is a variable not set?"],
  [{ retry: null }, "retry: expected an object, got null"],
  [{ hooks: null }, "hooks: expected an object, got null"],
  [{ fetch: null }, "fetch: expected a function"],
  [{ signal: null }, "signal: expected an AbortSignal"],
  [{ signal: "secret" }, "signal: expected an AbortSignal"],
  [{ signal: { aborted: false } }, "signal: expected an AbortSignal"],
  [{ signal: new EventTarget() }, "signal: expected an AbortSignal"],
  [{ timeoutMs: null }, "timeoutMs: expected milliseconds from 1 to 2147483647, not null"],
  [{ retry: 3 }, "retry: expected an object, got number"],
  [{ retry: [] }, "retry: expected an object, got an array"],
  [{ hooks: () => {} }, "hooks: expected an object, got function"],
] as const)("createGitLab() refuses %o", async ([options, message]) => {
  // A caller without types can pass anything.
  const wrong = { token: "secret", ...options } as unknown as GitLabOptions;
  const error = await errorOf(() => createGitLab(wrong));
  expect(error).toMatchObject({ name: "InvalidRequestError", code: "invalid_request" });
  expect(error.message).toContain(message);
  expect(error.message).not.toContain("secret");
});

test.for([
  [undefined, "options: expected an object, got undefined"],
  [null, "options: expected an object, got null"],
  ["glpat-secret", "options: expected an object, got string"],
  [["glpat-secret"], "options: expected an object, got an array"],
  [{}, "token: expected a non-empty string"],
] as const)("createGitLab() refuses %j instead of options", async ([options, message]) => {
  // A caller without types can pass anything.
  const error = await errorOf(() => createGitLab(options as unknown as GitLabOptions));
  expect(error.message).toContain(message);
  expect(error.message).not.toContain("glpat");
});

describe("an unknown option is refused", () => {
  const clientNames = [
    "url",
    "token",
    "tokenHeader",
    "fetch",
    "hooks",
    "signal",
    "timeoutMs",
    "totalTimeoutMs",
    "retry",
  ];
  const callNames = ["signal", "timeoutMs", "totalTimeoutMs", "retry"];
  const listNames = [...callNames, "limit"];
  const hookNames = ["onRequest", "onResponse", "onRetry", "onRateLimit"];
  const gitlab = connectTo(() => Response.json({}));
  const { jobTokenScope } = gitlab.project(1);
  /** Where options are taken, their known names, and how each is called in the message. */
  const places: [string, string[], string, (options: object) => unknown][] = [
    ["a client", clientNames, "", (options) => createGitLab({ token: "t", ...options })],
    ["a call", callNames, "", (options) => jobTokenScope.get(options)],
    ["a list", listNames, "", (options) => jobTokenScope.allowlist.list(options)],
    [
      "retry of a client",
      ["limit", "maxRetryAfterMs"],
      "retry.",
      (retry) => createGitLab({ token: "t", retry: { limit: 1, ...retry } }),
    ],
    [
      "retry of a call",
      ["limit", "maxRetryAfterMs"],
      "retry.",
      (retry) => jobTokenScope.get({ retry: { limit: 1, ...retry } }),
    ],
    ["hooks", hookNames, "hooks.", (hooks: Hooks) => createGitLab({ token: "t", hooks })],
  ];

  test.for([
    [{ baseUrl: "x" }, "baseUrl: unknown option, did you mean url?"],
    [{ URL: "x" }, "URL: unknown option, did you mean url?"],
    [{ timeout: 5 }, "timeout: unknown option, did you mean timeoutMs?"],
    [{ total_timeout_ms: 5 }, "total_timeout_ms: unknown option, did you mean totalTimeoutMs?"],
    [{ tokenheader: "x" }, "tokenheader: unknown option, did you mean tokenHeader?"],
    [{ privateToken: "x" }, "privateToken: unknown option, did you mean token?"],
    [{ retrys: 5 }, "retrys: unknown option, did you mean retry?"],
    [{ total: 5 }, "total: unknown option, did you mean totalTimeoutMs?"],
    // Two letters are in many names.
    [{ to: 5 }, "to: unknown option, expected one of url, token"],
    [{ [`x${"y".repeat(200)}`]: 5 }, `x${"y".repeat(99)}: unknown option, expected one of url`],
    [{ proxy: "x" }, "proxy: unknown option, expected one of url, token, tokenHeader, fetch, hooks, signal,"],
  ] as [object, string][])("%o", async ([options, message]) => {
    const error = await errorOf(() => createGitLab({ token: "t", ...options }));
    expect(error).toMatchObject({ name: "InvalidRequestError", code: "invalid_request" });
    expect(error.message).toContain(message);
  });

  /** A name with one letter inserted, deleted or changed, and in another case. */
  const misspelt = (names: string[]) =>
    fc
      .record({
        name: fc.constantFrom(...names),
        at: fc.nat(),
        letter: fc.constantFrom("x", "q", "_"),
        edit: fc.constantFrom("insert", "delete", "change", "keep"),
        isUpper: fc.boolean(),
      })
      .map(({ name, at, letter, edit, isUpper }) => {
        const index = at % name.length;
        const rest = edit === "insert" || edit === "keep" ? name.slice(index) : name.slice(index + 1);
        const typo = name.slice(0, index) + (edit === "insert" || edit === "change" ? letter : "") + rest;
        return { name, typo: isUpper ? typo.toUpperCase() : typo };
      })
      .filter(({ typo }) => !names.includes(typo));

  test.for(places)(
    "by %s, which suggests the name that was misspelt by a letter",
    async ([, names, prefix, call]) => {
      await fc.assert(
        fc.asyncProperty(misspelt(names), async ({ name, typo }) => {
          const error = await errorOf(() => call({ [typo]: "planted" }));
          expect(error.code).toBe("invalid_request");
          expect(error.message).toContain(`${prefix}${typo}: unknown option, did you mean ${name}?`);
        }),
        { numRuns: numRuns(50) },
      );
    },
  );

  test.for(places)(
    "by %s, whatever its name, and its value is not shown",
    async ([, names, prefix, call]) => {
      const unknown = fc
        .string({ minLength: 1 })
        .filter((name) => !names.includes(name) && name !== "__proto__");
      await fc.assert(
        fc.asyncProperty(unknown, async (name) => {
          const error = await errorOf(() => call({ [name]: "planted-value" }));
          expect(error.code).toBe("invalid_request");
          expect(error.message).toContain(`${prefix}${name}: unknown option, `);
          expect(error.message).not.toContain("planted-value");
        }),
        { numRuns: numRuns(50) },
      );
    },
  );

  test("and a token in the place of a name is masked", async () => {
    const error = await errorOf(() =>
      createGitLab({ token: "t", ...{ "glpat-20charactersofsecret": true } }),
    );
    expect(error.message).toContain("[masked]: unknown option");
  });
});

test("a call refuses wrong options before anything is sent", async () => {
  const { server, gitlab } = await start();
  const { jobTokenScope } = gitlab.project("group/app");
  const wrong: unknown[] = [
    { timeoutMs: Number.NaN },
    { timeout: 5 },
    null,
    5,
    "options",
    [],
    { retry: null },
  ];
  for (const options of wrong) {
    for (const call of [
      () => jobTokenScope.get(options as RequestOptions),
      () => jobTokenScope.update({ enabled: true }, options as RequestOptions),
      () => jobTokenScope.allowlist.list(options as RequestOptions),
      () => jobTokenScope.allowlist.create(42, options as RequestOptions),
      () => gitlab.project("group/app").id(options as RequestOptions),
    ]) {
      expect(await errorOf(call)).toMatchObject({ code: "invalid_request", project: "group/app" });
    }
  }
  expect(sent(server)).toEqual([]);
});

test("a call's option that is undefined leaves the client's in force", async () => {
  const { server, gitlab } = await start({}, { retry: { limit: 0 }, signal: AbortSignal.abort() });
  // What a consumer without exactOptionalPropertyTypes may pass.
  const options = { signal: undefined, retry: undefined, timeoutMs: undefined } as object;
  expect(await errorOf(() => gitlab.project(1).jobTokenScope.get(options))).toMatchObject({
    code: "aborted",
  });
  expect(sent(server)).toEqual([]);
});

test.for([{ timeoutMs: 5_000 }, { totalTimeoutMs: 5_000 }])(
  "a call with other options leaves the client's %j in force",
  async (limit) => {
    const timers = manualTimers();
    let isSent = false;
    const never = () => {
      isSent = true;
      return new Promise(() => {});
    };
    const { jobTokenScope } = connectTo(never, limit).project(1);
    const error = errorOf(() => jobTokenScope.get({ retry: { limit: 0 } }));
    while (!isSent) await settle();
    timers.advance(5_000);
    expect((await error).message).toContain(" in 5000 ms");
  },
);

test("fetch is called without a receiver, as the runtime's own requires", async () => {
  let receiver: unknown = "none";
  function fetchAlone(this: unknown, request: Request): Promise<Response> {
    receiver = this;
    return fetch(request);
  }
  const { gitlab } = await start({}, { fetch: fetchAlone });
  await gitlab.project(1).jobTokenScope.get();
  expect(receiver).toBeUndefined();
});

test.for([
  new Error("the vault is sealed"),
  // An error that looks like one of fetch, or of another HTTP client.
  Object.assign(new Error("the vault is sealed"), { name: "TimeoutError" }),
  Object.assign(new Error("the vault is sealed"), {
    name: "HTTPError",
    response: new Response(null, { status: 403 }),
  }),
  "the vault is sealed",
])("a token function that rejects with %s fails the call before anything is sent", async (failure) => {
  const { server, gitlab } = await start({}, { token: () => Promise.reject(failure) });
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
  expect(error).toMatchObject({
    name: "InvalidRequestError",
    code: "invalid_request",
    message: "token: the function failed: the vault is sealed (project 1)",
  });
  const { cause } = error;
  expect(cause instanceof Error ? cause.message : cause).toBe("the vault is sealed");
  expect(sent(server)).toEqual([]);
});

const withoutPrototype: object = Object.create(null);
test.for([
  ["a symbol", Symbol("sealed"), "Symbol(sealed)"],
  ["an object without a prototype", withoutPrototype, "unknown reason"],
] as const)("a token function that throws %s fails the call", async ([, thrown, reason]) => {
  const gitlab = connectTo(() => expect.unreachable(), { token: () => Promise.reject(thrown) });
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
  expect(error.message).toBe(`token: the function failed: ${reason} (project 1)`);
});

test("every request forbids a cache on the way", async () => {
  const { server, gitlab } = await start();
  await gitlab.project("group/app").jobTokenScope.update({ enabled: false });
  const values = server.requests().map(({ headers }) => headers["cache-control"]);
  expect(values).toEqual(["no-cache", "no-cache", "no-cache"]);
});

test.for(["authorization", "private-token"] as const)("the token is sent in %s", async (tokenHeader) => {
  const seen: (string | null)[] = [];
  const gitlab = connectTo(
    ({ headers }) => {
      seen.push(headers.get("authorization"), headers.get("private-token"));
      return Response.json({ inbound_enabled: true });
    },
    { tokenHeader },
  );
  await gitlab.project(1).jobTokenScope.get();
  expect(seen).toEqual(tokenHeader === "authorization" ? ["Bearer glpat-test", null] : [null, "glpat-test"]);
});
