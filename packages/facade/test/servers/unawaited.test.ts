import { expect, test } from "vitest";
import { failureOf } from "./failures.js";
import { json, type Reply } from "./gitlab.js";
import { projectOf, startServer } from "./server.js";
import { deferred, settle } from "./timing.js";

/** What one call of an object does, in the order of a script. */
const steps = {
  on: (scope: Scope) => {
    scope.enabled = true;
  },
  off: (scope: Scope) => {
    scope.enabled = false;
  },
  save: (scope: Scope) => scope.save(),
  refresh: (scope: Scope) => scope.refresh(),
} as const;

interface Scope {
  enabled: boolean;
  readonly isDirty: boolean;
  save(): Promise<void>;
  refresh(): Promise<void>;
}

const names = Object.keys(steps) as (keyof typeof steps)[];
/** Every script of three steps after a save that may fail. */
const scripts = names.flatMap((first) =>
  names.flatMap((second) => names.map((third) => ["on", "save", first, second, third] as const)),
);

/** What becomes of the first PATCH. */
const faults = {
  "is carried out": () => undefined,
  "is refused": () => json(403, { message: "403 Forbidden" }),
  "is carried out, and its response is lost": (carryOut: () => Reply) => {
    carryOut();
    return { status: 500 };
  },
} as const;

for (const [fault, apply] of Object.entries(faults)) {
  test(`calls that are not awaited end like awaited ones when the first PATCH ${fault}`, {
    tags: ["slow"],
  }, async () => {
    for (const script of scripts) {
      const awaited = await run(script, apply, true);
      expect(await run(script, apply, false), script.join(", ")).toEqual(awaited);
    }
  });
}

async function run(
  script: readonly (keyof typeof steps)[],
  apply: (carryOut: () => Reply) => Reply | undefined,
  isAwaited: boolean,
): Promise<object> {
  const server = await startServer(async ({ method }, carryOut) => {
    // Later requests are handled faster, as long as they are not made one after another.
    if (server.journal.length < 3) await settle();
    return method === "PATCH" && server.sent("PATCH").length === 1 ? apply(carryOut) : undefined;
  });
  const scope = await server.connect().project("group/app").jobTokenScope.get();
  const calls: Promise<string>[] = [];
  for (const step of script) {
    const call = Promise.resolve(steps[step](scope)).then(
      () => "resolved",
      ({ code }) => code,
    );
    calls.push(call);
    if (isAwaited) await call;
  }
  const outcomes = await Promise.all(calls);
  return {
    outcomes,
    inForce: projectOf(server).enabled,
    shown: scope.enabled,
    isDirty: scope.isDirty,
    writes: server.sent("PATCH").length,
  };
}

test("a save() that failed does not hold up the next one, which is in force when it resolves", async () => {
  const server = await startServer(({ method }) => (method === "PATCH" ? json(403, {}) : undefined));
  const scope = await server.connect().project(1).jobTokenScope.get();
  scope.enabled = true;
  const first = failureOf(() => scope.save()).finally(() => {
    server.misbehave = () => undefined;
  });
  const second = scope.save().then(() => projectOf(server).enabled);
  expect(await first).toMatchObject({ code: "forbidden" });
  expect(await second).toBe(true);
  expect(server.sent("PATCH")).toHaveLength(2);
});

test("what is assigned while save() runs is not taken for saved", async () => {
  const server = await startServer(({ method }) => {
    if (method === "PATCH") scope.enabled = false;
    return undefined;
  });
  const scope = await server.connect().project(1).jobTokenScope.get();
  scope.enabled = true;
  await scope.save();
  expect([scope.enabled, scope.isDirty, projectOf(server).enabled]).toEqual([false, true, true]);
  server.misbehave = () => undefined;
  await scope.save();
  expect([scope.enabled, scope.isDirty, projectOf(server).enabled]).toEqual([false, false, false]);
});

test("a queued save() obeys its own signal, and the one before it goes on", async () => {
  const held = deferred<void>();
  const server = await startServer(async ({ method }) => {
    if (method === "PATCH") await held.promise;
    return undefined;
  });
  const scope = await server.connect().project(1).jobTokenScope.get();
  scope.enabled = true;
  const first = scope.save();
  scope.enabled = false;
  const controller = new AbortController();
  const second = failureOf(() => scope.save({ signal: controller.signal }));
  await settle();
  controller.abort();
  expect(await second).toMatchObject({ code: "aborted", project: 1 });
  held.resolve();
  await first;
  expect([projectOf(server).enabled, scope.enabled, scope.isDirty]).toEqual([true, false, true]);
});

test("of concurrent updates, each that resolves was confirmed by a read of its own value", async () => {
  const reads: boolean[] = [];
  const server = await startServer(async ({ method }, carryOut) => {
    await settle();
    if (method === "GET") reads.push(projectOf(server).enabled);
    return carryOut();
  });
  const { jobTokenScope } = server.connect().project(1);
  const values = [true, false, true, false, true, false];
  const results = await Promise.allSettled(values.map((enabled) => jobTokenScope.update({ enabled })));
  const resolved = results.flatMap((result, index) =>
    result.status === "fulfilled" ? [[values[index], result.value.enabled]] : [],
  );
  for (const [requested, reported] of resolved) expect(reported).toBe(requested);
  expect(resolved.length).toBe(reads.filter((read, index) => read === values[index]).length);
});
