import { expect, test } from "vitest";
import { failureOf, watchUncaught } from "./failures.js";
import { projectOf, startServer } from "./server.js";
import { deferred, settle } from "./timing.js";

/** Values that throw when they are looked at. */
function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const hostile: [name: string, make: () => unknown][] = [
  ["undefined", () => undefined],
  ["null", () => null],
  ["a symbol", () => Symbol("odd")],
  ["a string", () => "odd"],
  ["a revoked proxy", revoked],
  [
    "an error whose cause throws",
    () =>
      Object.defineProperty(new Error("odd"), "cause", {
        get: () => {
          throw Symbol("odd");
        },
      }),
  ],
  [
    "an error whose message is a symbol",
    () => Object.defineProperty(new Error("odd"), "message", { value: Symbol("odd") }),
  ],
  [
    "an error that is its own cause",
    () => {
      const error = new Error("odd");
      error.cause = error;
      return error;
    },
  ],
  ["an error without a prototype", () => Object.setPrototypeOf(new Error("odd"), null)],
];

/** What is no complete Response. */
const fakes: [name: string, make: () => unknown][] = [
  ...hostile.filter(([name]) => !name.startsWith("an error")),
  ["an empty object", () => ({})],
  ["a status alone", () => ({ status: 204 })],
  ["a status and headers, without a body", () => ({ status: 999, headers: new Headers() })],
  ["a success and headers, without a body", () => ({ status: 200, headers: new Headers() })],
  ["a status that is not a number", () => ({ status: "204", headers: new Headers(), body: null })],
  ["a status that is not whole", () => ({ status: Number.NaN, headers: new Headers(), body: null })],
  ["the status 999", () => ({ status: 999, headers: new Headers(), body: null })],
  ["the status -1", () => ({ status: -1, headers: new Headers(), body: null })],
  [
    "headers that throw",
    () => ({
      status: 200,
      body: null,
      headers: {
        get: () => {
          throw Symbol("odd");
        },
      },
    }),
  ],
  ["headers that return no strings", () => ({ status: 503, body: null, headers: { get: () => 5 } })],
  [
    "a body that throws",
    () => ({
      status: 200,
      headers: new Headers(),
      get body() {
        throw undefined;
      },
    }),
  ],
  [
    "a body that was read before",
    async () => {
      const response = Response.json({ inbound_enabled: true });
      await response.text();
      return response;
    },
  ],
  [
    "a body that is being read by somebody else",
    () => {
      const response = Response.json({ inbound_enabled: true });
      response.body?.getReader();
      return response;
    },
  ],
  ["Response.error()", () => Response.error()],
];

for (const [name, make] of hostile) {
  test(`a fetch that rejects with ${name} is a network failure, for reads and writes`, async () => {
    const uncaught = watchUncaught();
    const server = await startServer();
    const gitlab = server.connect({ fetch: () => Promise.reject(make()) });
    const { jobTokenScope } = gitlab.project(1);
    expect(await failureOf(() => jobTokenScope.get())).toMatchObject({ code: "network", attempts: 3 });
    expect(await failureOf(() => jobTokenScope.update({ enabled: true }))).toMatchObject({
      code: "setting_unconfirmed",
    });
    expect(await failureOf(() => jobTokenScope.allowlist.create(2))).toMatchObject({
      code: "entry_unconfirmed",
      target: 2,
    });
    await settle();
    expect(uncaught).toEqual([]);
  });

  test(`a body that breaks off with ${name} is a network failure`, async () => {
    const uncaught = watchUncaught();
    const server = await startServer();
    const body = () => new ReadableStream({ pull: (controller) => controller.error(make()) });
    const gitlab = server.connect({ fetch: async () => new Response(body()) });
    expect(await failureOf(() => gitlab.project(1).jobTokenScope.get())).toMatchObject({ code: "network" });
    await settle();
    expect(uncaught).toEqual([]);
  });

  test(`a token function that throws ${name} fails the call with invalid_request`, async () => {
    const uncaught = watchUncaught();
    const server = await startServer();
    const gitlab = server.connect({
      token: () => {
        throw make();
      },
    });
    const error = await failureOf(() => gitlab.project(1).jobTokenScope.update({ enabled: true }));
    expect(error).toMatchObject({ code: "invalid_request", project: 1 });
    await settle();
    expect([uncaught, server.journal]).toEqual([[], []]);
  });

  test(`a signal that is aborted with ${name} ends a call with aborted`, async () => {
    const uncaught = watchUncaught();
    const controller = new AbortController();
    const server = await startServer(() => {
      controller.abort(make());
      return "silence";
    });
    const error = await failureOf(() =>
      server.connect().project(1).jobTokenScope.get({ signal: controller.signal }),
    );
    expect(error).toMatchObject({ code: "aborted", project: 1 });
    await settle();
    expect(uncaught).toEqual([]);
  });
}

for (const [name, make] of fakes) {
  test(`a fetch that resolves to ${name} is an unexpected response, for reads and writes`, async () => {
    const uncaught = watchUncaught();
    const server = await startServer();
    const fetch = async () => make() as Response;
    const { jobTokenScope } = server.connect({ fetch }).project(1);
    // A promise cannot be resolved with a revoked proxy.
    const code = name === "a revoked proxy" ? "network" : "unexpected_response";
    expect(await failureOf(() => jobTokenScope.get())).toMatchObject({ code, project: 1 });
    const write = await failureOf(() => jobTokenScope.update({ enabled: true }));
    expect(["setting_unconfirmed", "unexpected_response"]).toContain(write.code);
    await settle();
    expect([uncaught, projectOf(server).enabled]).toEqual([[], false]);
  });
}

test("a fetch that ignores its signal and responds after the time-out: the body is not pulled", async () => {
  const server = await startServer();
  const late = deferred<void>();
  let pulled = 0;
  const cancelled = deferred<void>();
  const fetch = async () => {
    await late.promise;
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          pulled++;
          controller.enqueue(new Uint8Array(1));
        },
        cancel: () => cancelled.resolve(),
      },
      { highWaterMark: 0 },
    );
    return new Response(body);
  };
  const controller = new AbortController();
  const failure = failureOf(() =>
    server.connect({ fetch }).project(1).jobTokenScope.get({ signal: controller.signal }),
  );
  await settle();
  controller.abort();
  expect(await failure).toMatchObject({ code: "aborted" });
  late.resolve();
  await cancelled.promise;
  expect(pulled).toBeLessThanOrEqual(1);
});

test("a fetch that ignores its signal: the body is no longer pulled after the call was aborted", async () => {
  const server = await startServer();
  let pulled = 0;
  const controller = new AbortController();
  const cancelled = deferred<void>();
  const fetch = async () =>
    new Response(
      new ReadableStream<Uint8Array>({
        pull: async (stream) => {
          pulled++;
          if (pulled === 100) controller.abort();
          await new Promise((resolve) => setImmediate(resolve));
          stream.enqueue(new Uint8Array(1));
        },
        cancel: () => cancelled.resolve(),
      }),
    );
  const failure = await failureOf(() =>
    server.connect({ fetch }).project(1).jobTokenScope.get({ signal: controller.signal }),
  );
  expect(failure).toMatchObject({ code: "aborted" });
  await cancelled.promise;
  expect(pulled).toBeLessThanOrEqual(101);
});

test("a fetch that ignores its signal and redirects after the call was aborted is not called again", async () => {
  const server = await startServer();
  const late = deferred<void>();
  let calls = 0;
  const fetch = async () => {
    calls++;
    await late.promise;
    return new Response(null, { status: 302, headers: { location: "/elsewhere" } });
  };
  const controller = new AbortController();
  const failure = failureOf(() =>
    server.connect({ fetch }).project(1).jobTokenScope.get({ signal: controller.signal }),
  );
  await settle();
  controller.abort();
  await failure;
  late.resolve();
  await settle();
  expect(calls).toBe(1);
});
