import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { createGitLab, type GitLab, type GitLabOptions, type Hooks } from "@gitlab-job-token-scope/facade";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connect, connectTo, errorOf, type ScriptedResponse, skipBackoff, start } from "../helpers.js";

const channels = ["debug", "error", "info", "log", "trace", "warn"] as const;
let events: unknown[] = [];
const hooks: Hooks = {
  onRequest: (event) => void events.push(event),
  onResponse: (event) => void events.push(event),
  onRetry: (event) => void events.push(event),
};

beforeEach(() => {
  events = [];
  for (const channel of channels) vi.spyOn(console, channel).mockReturnValue();
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Every way in which a value is printed. */
function prints(value: unknown): string {
  const ways = [
    String(value),
    JSON.stringify(value),
    inspect(value, { depth: 10, showHidden: true, getters: true }),
  ];
  if (value instanceof Error)
    ways.push(String(value.stack), value.cause === undefined ? "" : prints(value.cause));
  return ways.join("\n");
}

/** Fails when the token shows in the error of a call, in an event or on the console. */
async function expectHidden(secret: string, call: () => unknown): Promise<unknown> {
  let thrown: unknown;
  try {
    await call();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ code: expect.any(String) });
  const logged = channels.flatMap((channel) => vi.mocked(console[channel]).mock.calls);
  const printed = [thrown, ...events, ...logged].map(prints).join("\n");
  for (const form of [secret, encodeURIComponent(secret)]) expect(printed).not.toContain(form);
  events = [];
  return thrown;
}

/** Every kind of call. */
const calls: readonly ((gitlab: GitLab) => Promise<unknown>)[] = [
  (gitlab) => gitlab.project(1).jobTokenScope.get(),
  (gitlab) => gitlab.project("group/app").jobTokenScope.update({ enabled: false }),
  (gitlab) => gitlab.project(1).jobTokenScope.allowlist.create("group/tool"),
  (gitlab) => gitlab.project(1).jobTokenScope.groupsAllowlist.delete("group"),
  (gitlab) => gitlab.project(1).jobTokenScope.allowlist.list(),
  (gitlab) => gitlab.group("group").projects().next(),
];

// One looks like GitLab's, one has characters that a URL encodes, and one is as long as an OpenID Connect token.
const secrets: [kind: string, secret: string][] = [
  ["of GitLab", "glpat-Planted_0123456789"],
  ["with special characters", "Planted/secret+42=="],
  ["of 4,000 characters", `Planted/${"Ab+3".repeat(1_000)}`],
];
describe.for(secrets)("the token %s", ([, secret]) => {
  const tokens = { string: secret, function: () => secret, "async function": async () => secret };

  test.for(Object.entries(tokens))("given as a %s and refused", async ([, token]) => {
    for (const tokenHeader of ["authorization", "private-token"] as const) {
      const { server } = await start();
      const gitlab = connect(server, { token, tokenHeader, hooks, fetch: server.fetch });
      for (const call of calls) await expectHidden(secret, () => call(gitlab));
    }
  });

  test("in a wrong option", async () => {
    const wrong: unknown[] = [
      { url: `https://${encodeURIComponent(secret)}@gitlab.example.com`, token: "other" },
      { url: `https://user:${encodeURIComponent(secret)}@gitlab.example.com`, token: "other" },
      { url: `https://gitlab.example.com/?private_token=${secret}`, token: "other" },
      { url: `https://gitlab.example.com/#${secret}`, token: "other" },
      { url: secret, token: "other" },
      { token: `${secret}\n` },
      { token: `${secret} ${secret}` },
      { token: { secret } },
      { token: [secret] },
      { token: secret, tokenHeader: secret },
      { token: secret, timeoutMs: secret },
      { token: secret, retry: { limit: secret } },
      { token: secret, fetch: secret },
      { token: secret, hooks: { onRequest: secret } },
    ];
    for (const options of wrong) {
      // The compiler would refuse most of them.
      await expectHidden(secret, () => createGitLab(options as GitLabOptions));
    }
  });

  test("returned by a function with a line break", async () => {
    const { gitlab } = await start({}, { token: () => `${secret}\n`, hooks });
    await expectHidden(secret, () => gitlab.project(1).jobTokenScope.get());
  });

  test.for<[string, ScriptedResponse]>([
    ["a message", { status: 400, body: { message: `you sent Bearer ${secret}` } }],
    ["a key", { status: 400, body: { message: { [secret]: [secret] } } }],
    ["an OAuth error", { status: 401, body: { error: "invalid_token", error_description: secret } }],
    ["a text", { status: 403, body: `PRIVATE-TOKEN: ${secret}` }],
    ["the place where a text is cut", { status: 403, body: `${"x".repeat(990)}${secret}` }],
    ["an encoded URL", { status: 404, body: `/x?private_token=${encodeURIComponent(secret)}` }],
    ["an HTML page", { status: 502, html: `<html>Authorization: Bearer ${secret}</html>` }],
    ["an HTML page instead of JSON", { html: `<html>${secret}</html>` }],
    ["JSON that breaks off", { malformedJson: `{"token":"${secret}` }],
    ["a request ID", { status: 500, headers: { "x-request-id": secret } }],
    ["a content type", { html: "<html>", headers: { "content-type": `text/html; token=${secret}` } }],
    ["a WWW-Authenticate header", { status: 401, headers: { "www-authenticate": `Bearer ${secret}` } }],
    ["a Retry-After header", { status: 429, headers: { "retry-after": secret } }],
  ])("echoed in %s", async ([, response]) => {
    const seed = { projects: [{ id: 1, path: "group/app" }], tokens: [{ token: secret, admin: true }] };
    const { server } = await start({ seed });
    const gitlab = connect(server, { token: secret, hooks, retry: { limit: 1 }, fetch: server.fetch });
    server.script({}, [response], { repeat: true });
    for (const call of calls) await expectHidden(secret, () => call(gitlab));
  });

  test.for<[string, string]>([
    ["percent-encoded in lower case", encodeURIComponent(secret).toLowerCase()],
    ["percent-encoded whole", secret.replaceAll(/./g, (c) => `%${c.charCodeAt(0).toString(16)}`)],
    ["percent-encoded twice", encodeURIComponent(encodeURIComponent(secret))],
    ["in lower case", secret.toLowerCase()],
    ["with escaped slashes", secret.replaceAll("/", "\\/")],
    ["in Unicode escapes", secret.replaceAll(/./g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`)],
  ])("echoed %s", async ([, form]) => {
    const { server, gitlab } = await start({}, { token: secret, hooks, retry: { limit: 0 } });
    server.script({}, [{ status: 403, body: `you sent ${form}.` }], { repeat: true });
    for (const call of calls) {
      const error = await expectHidden(form, () => call(gitlab));
      expect(error).toMatchObject({ message: expect.stringContaining("you sent [masked]") });
    }
  });

  test("in a redirect, and in no request to another origin", async () => {
    const received: string[] = [];
    const elsewhere = createServer(({ url, rawHeaders }, response) => {
      received.push(`${url} ${rawHeaders.join(" ")}`);
      response.end("{}");
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
    // A TCP server's address has a port.
    const { port } = elsewhere.address() as AddressInfo;
    const { server, gitlab } = await start({}, { token: secret, hooks });
    for (const redirect of [
      `http://127.0.0.1:${port}/?private_token=${encodeURIComponent(secret)}`,
      `http://${encodeURIComponent(secret)}:x@127.0.0.1:${port}/${encodeURIComponent(secret)}`,
      `//127.0.0.1:${port}/${encodeURIComponent(secret)}`,
      `/api/v4/projects/42?private_token=${encodeURIComponent(secret)}`,
    ]) {
      server.reset();
      server.script({}, [{ redirect }], { repeat: true });
      for (const call of calls) await expectHidden(secret, () => call(gitlab));
    }
    elsewhere.close();
    expect(received).toEqual([]);
  });

  const withRequest = (message: string) =>
    Object.assign(new Error(message), {
      request: new Request("http://gitlab.example", { headers: { authorization: `Bearer ${secret}` } }),
      config: { headers: { authorization: `Bearer ${secret}` } },
    });
  const circular = new Error(secret);
  circular.cause = circular;
  test.for<[string, unknown]>([
    ["a message", new Error(`Bearer ${secret} was refused`)],
    ["a name", Object.assign(new Error("no"), { name: secret })],
    ["a stack", Object.assign(new Error("no"), { stack: `Error: Bearer ${secret} was refused` })],
    ["a cause", new TypeError("fetch failed", { cause: new Error(`connect with ${secret}`) })],
    ["a cause of a cause", new Error("a", { cause: new Error("b", { cause: new Error(secret) }) })],
    ["a function", Object.assign(new Error("a"), { toJSON: () => secret })],
    [
      "a getter called stack of an object",
      Object.assign(new Error("a"), {
        inner: Object.defineProperty({}, "stack", { get: () => secret, enumerable: true }),
      }),
    ],
    ["a cause that is a text", new Error("a", { cause: secret })],
    ["a cause that is an object", new Error("a", { cause: { headers: { authorization: secret } } })],
    ["a chain of causes that leads back to itself", circular],
    ["one of several errors", new AggregateError([new Error(secret)], secret)],
    ["a request", withRequest("socket hang up")],
    ["a request of a cause", new Error("a", { cause: withRequest("socket hang up") })],
    ["a Map", Object.assign(new Error("a"), { headers: new Map([["authorization", secret]]) })],
    ["a getter", Object.defineProperty(new Error("a"), "token", { get: () => secret, enumerable: true })],
    ["a hidden property", Object.defineProperty(new Error("a"), "token", { value: secret })],
    ["a key", Object.assign(new Error("a"), { [secret]: 1 })],
    ["a symbol", Object.assign(new Error("a"), { [Symbol(secret)]: 1 })],
    ["a key of an object", Object.assign(new Error("a"), { headers: { [secret]: 1 } })],
    ["a code", Object.assign(new Error("a"), { code: secret })],
    ["an error of another client", Object.assign(withRequest(secret), { name: "HTTPError" })],
    ["a DOMException", new DOMException(secret, "AbortError")],
    ["a text", secret],
    ["an object", { message: secret, toString: () => secret }],
  ])("thrown by fetch in %s", async ([, thrown]) => {
    const gitlab = connectTo(() => Promise.reject(thrown), { token: secret, hooks, retry: { limit: 0 } });
    for (const call of calls) await expectHidden(secret, () => call(gitlab));
  });

  test("thrown by the token function, which returned it before", async () => {
    let calls = 0;
    const token = () => {
      if (calls++ === 0) return secret;
      throw withRequest(`cannot renew ${secret}`);
    };
    const { gitlab } = await start({}, { token, hooks });
    const error = await expectHidden(secret, () => gitlab.project(1).jobTokenScope.get());
    expect(error).toMatchObject({ code: "invalid_request" });
  });

  test("in the reason of an abort", async () => {
    const signal = AbortSignal.abort(new Error(secret));
    const { gitlab } = await start({}, { token: secret, hooks });
    await expectHidden(secret, () => gitlab.project(1).jobTokenScope.get({ signal }));
  });

  test("in the path of a project", async () => {
    skipBackoff();
    const { gitlab } = await start({}, { token: secret, hooks });
    const path = `group/${secret.replaceAll(/[+=/]/g, "")}`;
    await expectHidden(secret, () => gitlab.project(path).jobTokenScope.get());
    // The events of a retry have the URL too.
    const other = connectTo(() => new Response("", { status: 503, headers: { "retry-after": "0" } }), {
      token: "Planted0123",
      hooks,
    });
    await expectHidden("Planted0123", () => other.project("group/Planted0123").jobTokenScope.get());
  });

  test("in the place of a reference, also where it is cut", async () => {
    const { gitlab } = await start({}, { token: secret, hooks });
    for (const reference of [`${secret} `, `${"x".repeat(95)} ${secret}`]) {
      for (const call of [
        () => gitlab.project(reference),
        () => gitlab.group(reference),
        () => gitlab.project(1).jobTokenScope.allowlist.create(reference),
        () => gitlab.project(1).jobTokenScope.groupsAllowlist.ensureAbsent(reference),
      ]) {
        const error = await expectHidden(secret, call);
        expect(error).toMatchObject({ code: "invalid_reference" });
        expect(prints(error)).not.toContain("Planted");
      }
    }
  });

  test("thrown by a hook", async () => {
    const fail = () => {
      throw new Error(`no log for ${secret}`);
    };
    const { server, gitlab } = await start({}, { token: secret, hooks: { onRequest: fail } });
    server.script({}, [{ status: 500 }]);
    await expectHidden(secret, () => gitlab.project(1).jobTokenScope.get());
    expect(console.error).toHaveBeenCalledOnce();
  });
});

test("a token with GitLab's prefix is masked before the client knows it", async () => {
  const secret = "glpat-never_given-0123";
  const token = () => Promise.reject(new Error("vault", { cause: new Error(`${secret} has expired`) }));
  const { gitlab } = await start({}, { token, hooks });
  const error = await expectHidden(secret, () => gitlab.project(1).jobTokenScope.get());
  expect(String(error)).toContain("the function failed: [masked] has expired");
});

test("a token that begins with an earlier one is masked whole", async () => {
  const tokens = ["Planted/first", "Planted/first-and-more"];
  const { server, gitlab } = await start({}, { token: () => tokens.shift() ?? "Planted/first-and-more" });
  const echo = {
    status: 401,
    body: { message: "you sent Planted/first-and-more, not Planted%2Ffirst-and-more" },
  };
  server.script({}, [echo], { repeat: true });
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
  expect(error.message).toContain("you sent [masked], not [masked]");
});

test("the 100 tokens that a function returned last are masked, also one that it returned again", async () => {
  const returned: string[] = [];
  let next = "";
  const token = () => {
    returned.push(next);
    return next;
  };
  const { server, gitlab } = await start({}, { token, retry: { limit: 0 } });
  const call = async (name: string, message: string) => {
    next = name;
    server.script({}, [{ status: 400, body: { message } }]);
    return errorOf(() => gitlab.project(1).jobTokenScope.get());
  };
  await call("Planted-first", "");
  for (let number = 1; number < 100; number++) await call(`Planted-${number}`, "");
  expect((await call("Planted-first", "Planted-first Planted-1.")).message).toContain("[masked] [masked].");
  // The oldest is now the one that was returned second.
  const message = "Planted-first, Planted-2, Planted-1.";
  expect((await call("Planted-100", message)).message).toContain("[masked], [masked], Planted-1.");
  expect(returned).toHaveLength(102);
});

test("a body with more than 20 levels is cut off, with its secrets", async () => {
  const nested = (levels: number, value: unknown): unknown =>
    levels === 0 ? value : { "Planted-secret": nested(levels - 1, value) };
  const { server, gitlab } = await start({}, { token: "Planted-secret", retry: { limit: 0 } });
  server.script({}, [{ status: 400, body: { message: nested(25, "Planted-secret") } }]);
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
  const printed = prints(error);
  expect(printed).not.toContain("Planted-secret");
  expect(printed).toContain("[…]");
});

test("a cause without a secret is the thrown value itself", async () => {
  const reset = Object.assign(new Error("read ECONNRESET"), {
    code: "ECONNRESET",
    socket: { remotePort: 443, bytesRead: [1, null], isAlive: false },
    headers: Object.create(null) as object,
  });
  const circular = new Error("lost");
  circular.cause = circular;
  const withOwnStack = Object.defineProperty(new Error("lost"), "stack", { get: () => "Error: lost" });
  for (const thrown of [
    new TypeError("fetch failed", { cause: reset }),
    new AggregateError([reset], "fetch failed"),
    circular,
    withOwnStack,
  ]) {
    const gitlab = connectTo(() => Promise.reject(thrown), { retry: { limit: 0 } });
    const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
    expect(error.cause).toBe(thrown);
  }
  const { gitlab } = await start();

  const controller = new AbortController();
  controller.abort();
  const call = gitlab.project(1).jobTokenScope.get({ signal: controller.signal });
  await expect(call).rejects.toHaveProperty("cause", controller.signal.reason);
});

/** The cause of the error of a call whose fetch rejects. Its token is "Planted". */
async function causeOf(thrown: unknown): Promise<unknown> {
  const gitlab = connectTo(() => Promise.reject(thrown), { token: "Planted", retry: { limit: 0 } });
  return (await errorOf(() => gitlab.project(1).jobTokenScope.get())).cause;
}

test("a cause with a secret is replaced by a copy that says the same, without it", async () => {
  const refused = Object.assign(new Error("refused Planted"), { code: "E_REFUSED" });
  const copy = await causeOf(Object.assign(new TypeError("sent Planted", { cause: refused }), { code: 7 }));
  expect(copy).toBeInstanceOf(Error);
  expect(copy).toMatchObject({ name: "TypeError", message: "sent [masked]", code: 7 });
  expect(copy).toHaveProperty("stack", expect.stringMatching(/^TypeError: sent \[masked\]\n/));
  expect(copy).toHaveProperty("cause.message", "refused [masked]");
  expect(copy).toHaveProperty("cause.code", "E_REFUSED");
  expect(Object.hasOwn((copy as Error).cause as Error, "cause")).toBe(false);
  // As the properties of any error are.
  const hidden = { enumerable: false, configurable: true, writable: true };
  for (const key of ["name", "code", "cause"]) {
    expect(Object.getOwnPropertyDescriptor(copy, key)).toMatchObject(hidden);
  }
  const several = await causeOf(new AggregateError([refused, "and Planted", { Planted: 1 }], "sent Planted"));
  expect(several).toMatchObject({ errors: [{ message: "refused [masked]" }, "and [masked]", undefined] });
  expect(await causeOf("sent Planted")).toBe("sent [masked]");
});

test("of a chain of causes with a secret, or of errors in errors, the first ten are copied", async () => {
  const chain = (depth: number): Error =>
    new Error(`Planted ${depth}`, { cause: depth === 15 ? "end" : chain(depth + 1) });
  const messages: string[] = [];
  for (let cause = await causeOf(chain(0)); cause instanceof Error; cause = cause.cause)
    messages.push(cause.message);
  expect(messages).toEqual(Array.from({ length: 11 }, (_, depth) => `[masked] ${depth}`));
  const circular = new AggregateError([], "Planted");
  circular.errors.push(circular);
  let depth = 0;
  for (let cause = await causeOf(circular); cause instanceof Error; depth++)
    [cause] = (cause as AggregateError).errors ?? [];
  expect(depth).toBe(11);
});
