import { isJobTokenScopeError, type JobTokenScope } from "@gitlab-job-token-scope/facade";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { connectTo, errorOf, methodsOf, start } from "../helpers.js";
import { endWaiting, limits, settle } from "../servers/timing.js";

test("an assignment during a save() is kept, and is still to be saved", async () => {
  const { gitlab } = await start();
  const scope = await gitlab.project(1).jobTokenScope.get();
  scope.enabled = false;
  const saving = scope.save();
  scope.enabled = true;
  await saving;
  expect([scope.enabled, scope.isDirty]).toEqual([true, true]);
  await scope.save();
  expect((await gitlab.project(1).jobTokenScope.get()).inboundEnabled).toBe(true);
});

test("calls that are not awaited run one after the other, in the order in which they were made", async () => {
  const { server, gitlab } = await start();
  const scope = await gitlab.project(1).jobTokenScope.get();
  scope.enabled = false;
  const calls = [scope.save(), scope.refresh()];
  scope.enabled = true;
  await Promise.all([...calls, scope.save(), scope.refresh()]);
  expect([scope.enabled, scope.isDirty]).toEqual([true, false]);
  expect(methodsOf(server)).toEqual(["GET", "PATCH", "GET", "GET", "PATCH", "GET", "GET"]);
  expect(server.requests().flatMap(({ body }) => (body === undefined ? [] : [body]))).toEqual([
    { enabled: false },
    { enabled: true },
  ]);
});

test("calls of different objects do not wait for each other", async () => {
  const { server, gitlab } = await start();
  const { jobTokenScope } = gitlab.project(1);
  const [one, other] = [await jobTokenScope.get(), await jobTokenScope.get()];
  server.script("updateJobTokenScope", [{ delayMs: 60_000 }]);
  one.enabled = false;
  const controller = new AbortController();
  const blocked = errorOf(() => one.save({ signal: controller.signal }));
  await other.refresh();
  controller.abort();
  expect(await blocked).toMatchObject({ code: "aborted" });
});

type Step = "enable" | "disable" | "save" | "refresh";

/** Makes calls to a GitLab in memory, of which some are refused, and returns everything that can be observed. */
async function run(
  { steps, refused }: { steps: readonly Step[]; refused: readonly boolean[] },
  isAwaited: boolean,
) {
  let enabled = true;
  const requests: string[] = [];
  const gitlab = connectTo(async (request) => {
    const body = await request.text();
    requests.push(`${request.method} ${body}`);
    if (refused[requests.length - 2]) return Response.json({ message: "403 Forbidden" }, { status: 403 });
    if (request.method === "GET") return Response.json({ inbound_enabled: enabled });
    enabled = JSON.parse(body).enabled;
    return new Response(null, { status: 204 });
  });
  const scope = await gitlab.project(1).jobTokenScope.get();
  const outcomes: Promise<string>[] = [];
  for (const one of steps) {
    if (one === "enable" || one === "disable") {
      scope.enabled = one === "enable";
      continue;
    }
    const outcome = scope[one]().then(
      () => "done",
      (error: unknown) => (isJobTokenScopeError(error) ? error.code : String(error)),
    );
    outcomes.push(outcome);
    if (isAwaited) await outcome;
  }
  const ends = await Promise.all(outcomes);
  return { ends, requests, scope: [scope.enabled, scope.isDirty], inGitLab: enabled };
}

test("any sequence of calls has the same result whether each call is awaited or none is", async () => {
  const steps = fc.array(fc.constantFrom<Step>("enable", "disable", "save", "refresh"), { maxLength: 10 });
  const refused = fc.array(fc.boolean(), { maxLength: 10 });
  let writes = 0;
  await fc.assert(
    fc.asyncProperty(fc.record({ steps, refused }), async (calls) => {
      const awaited = await run(calls, true);
      expect(await run(calls, false)).toEqual(awaited);
      writes += awaited.requests.filter((request) => request.startsWith("PATCH")).length;
    }),
  );
  expect(writes).toBeGreaterThan(0);
});

/** A scope whose PATCH waits until it is released, and the methods of its requests. */
async function startBlocked() {
  const methods: string[] = [];
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { server, gitlab } = await start(
    {},
    {
      fetch: async (request) => {
        methods.push(request.method);
        if (request.method === "PATCH") await released;
        return fetch(request);
      },
    },
  );
  const scope: JobTokenScope = await gitlab.project(1).jobTokenScope.get();
  scope.enabled = false;
  return { server, scope, release, methods };
}

test.for(limits)("%s ends a call that waits for its turn, and no other call", async ([limit, code]) => {
  const { server, scope, release, methods } = await startBlocked();
  const saving = scope.save();
  const read = await endWaiting(limit, (options) => scope.refresh(options));
  expect(read).toMatchObject({ name: "ConnectionError", code, attempts: 0, project: 1 });
  expect(read).toMatchObject({ method: undefined, path: undefined, url: undefined });
  scope.enabled = true;
  expect(await endWaiting(limit, (options) => scope.save(options))).toMatchObject({ code, attempts: 0 });
  expect([scope.enabled, scope.isDirty]).toEqual([true, true]);
  expect(methods).toEqual(["GET", "PATCH"]);

  const last = scope.save();
  release();
  await Promise.all([saving, last]);
  expect(methodsOf(server)).toEqual(["GET", "PATCH", "GET", "PATCH", "GET"]);
  expect([scope.enabled, scope.isDirty]).toEqual([true, false]);
});

test("a call does not overtake a running one when the call between them ends early", async () => {
  const { server, scope, release, methods } = await startBlocked();
  const saving = scope.save();
  const aborted = errorOf(() => scope.refresh({ signal: AbortSignal.abort() }));
  const refreshing = scope.refresh();
  expect(await aborted).toMatchObject({ code: "aborted" });
  // The refresh would be sent by now, if it did not wait.
  await settle();
  expect(methods).toEqual(["GET", "PATCH"]);
  release();
  await Promise.all([saving, refreshing]);
  expect(methodsOf(server)).toEqual(["GET", "PATCH", "GET", "GET"]);
});

test("a wrong option fails its own call only", async () => {
  const { server, gitlab } = await start();
  const scope = await gitlab.project(1).jobTokenScope.get();
  scope.enabled = false;
  const calls = [scope.save(), scope.refresh({ timeoutMs: Number.NaN }), scope.refresh()];
  const results = await Promise.allSettled(calls);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(methodsOf(server)).toEqual(["GET", "PATCH", "GET", "GET"]);
});
