import { expect, test } from "vitest";
import { failureOf, watchUncaught } from "./failures.js";
import { hostile } from "./hostile.js";
import { startServer } from "./server.js";
import { settle } from "./timing.js";

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
    expect(await failureOf(() => gitlab.project(1).jobTokenScope.get())).toMatchObject({
      code: "network",
      attempts: 3,
    });
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

test("a fetch that throws at once, without a promise, is a network failure", async () => {
  const server = await startServer();
  const fetch = (): never => {
    throw new TypeError("odd");
  };
  const { jobTokenScope } = server.connect({ fetch }).project(1);
  expect(await failureOf(() => jobTokenScope.get())).toMatchObject({
    code: "network",
    attempts: 3,
    project: 1,
  });
});
