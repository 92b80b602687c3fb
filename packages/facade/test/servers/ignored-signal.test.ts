import { expect, test } from "vitest";
import { failureOf } from "./failures.js";
import { startServer } from "./server.js";
import { deferred, settle } from "./timing.js";

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
  // Only look-ups are redirected.
  const failure = failureOf(() =>
    server.connect({ fetch }).project("group/app").id({ signal: controller.signal }),
  );
  await settle();
  controller.abort();
  await failure;
  late.resolve();
  await settle();
  expect(calls).toBe(1);
});
