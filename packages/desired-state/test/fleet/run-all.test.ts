import { getEventListeners } from "node:events";
import { planAll } from "@gitlab-job-token-scope/desired-state";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import { expect, test } from "vitest";
import { errorOf, sent, start } from "../helpers.js";

/** A fleet: 30 projects, of which each allows the project 1. */
const fleet = Array.from({ length: 30 }, (_, index) => ({ id: index + 1, path: `group/p${index + 1}` }));
const seed = { projects: fleet };
const states = fleet.map(({ id }) => ({ project: id, projects: [1] }));

async function collect<Result>(results: AsyncIterable<Result>): Promise<Result[]> {
  const all: Result[] = [];
  for await (const result of results) all.push(result);
  return all;
}

test.for([
  ["an array", () => states],
  [
    "a generator",
    function* () {
      yield* states;
    },
  ],
  [
    "an async generator",
    async function* () {
      yield* states;
    },
  ],
] as const)("%s: there is a result for each, whatever the concurrency", async ([, inputs]) => {
  const { gitlab } = await start({ seed });
  for (const concurrency of [1, 7, 100]) {
    const results = await collect(planAll(gitlab, inputs(), { concurrency }));
    expect(results.map(({ plan }) => plan?.project.id).sort()).toEqual(fleet.map(({ id }) => id).sort());
  }
  expect(await collect(planAll(gitlab, []))).toEqual([]);
});

test("no more projects are under way than the concurrency, and no more inputs are taken", async () => {
  const { server, gitlab } = await start({ seed });
  let taken = 0;
  let yielded = 0;
  let most = 0;
  function* inputs() {
    for (const state of states) {
      taken++;
      most = Math.max(most, taken - yielded);
      yield state;
    }
  }
  for await (const _ of planAll(gitlab, inputs(), { concurrency: 4 })) yielded++;
  expect(yielded).toBe(30);
  // The one that is being handed over is neither under way nor waiting any more.
  expect(most).toBeLessThanOrEqual(5);
  expect(sent(server)).toHaveLength(30);
});

test("a consumer that is slow slows the work down", async () => {
  const { server, gitlab } = await start({ seed });
  const results = planAll(gitlab, states, { concurrency: 3 });
  await results.next();
  await expect.poll(() => sent(server).length).toBeGreaterThanOrEqual(3);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(sent(server).length).toBeLessThanOrEqual(4);
  await results.return();
});

/** A GitLab that holds some requests until they are released, and counts those under way. */
async function startHolding(isHeld: (url: string) => boolean) {
  const { server } = await start({ seed });
  const held = { underWay: 0, release: (): void => {} };
  const gate = new Promise<void>((resolve) => {
    held.release = resolve;
  });
  const fetch = async (request: Request): Promise<Response> => {
    held.underWay++;
    if (isHeld(request.url)) await gate;
    return server.fetch(request).finally(() => held.underWay--);
  };
  return { held, gitlab: createGitLab({ url: server.url, token: server.token, fetch }) };
}

test("results come as they end: one project that takes long holds up none of the others", async () => {
  const { held, gitlab } = await startHolding((url) => url.includes("/projects/1/"));
  const seen: unknown[] = [];
  for await (const { project } of planAll(gitlab, states, { concurrency: 2 })) {
    seen.push(project);
    if (seen.length === 29) held.release();
  }
  expect(seen.at(-1)).toBe(1);
});

test("one that fails does not stop the others, and is named as it was given", async () => {
  const { gitlab } = await start({ seed });
  const inputs = [
    { project: "group/gone", projects: [1] },
    ...states,
    { project: 3, prujects: [] },
    undefined,
  ];
  const results = await collect(planAll(gitlab, inputs as typeof states));
  const failed = results.filter(({ error }) => error !== undefined);
  expect(results).toHaveLength(33);
  const codes = failed.map(({ project, error }) => `${project}: ${(error as { code: string }).code}`);
  expect(codes.sort()).toEqual(["3: invalid_state", "group/gone: not_found", "undefined: invalid_state"]);
});

test("a project that was given before by another name is refused", async () => {
  const { gitlab } = await start({ seed });
  const results = await collect(planAll(gitlab, [{ project: 1 }, { project: "group/p1" }, { project: 2 }]));
  expect(results.map(({ error }) => (error as { code?: string } | undefined)?.code).sort()).toEqual([
    "duplicate_project",
    undefined,
    undefined,
  ]);
  const [duplicate] = results.filter(({ error }) => error !== undefined);
  expect(duplicate?.error).toMatchObject({
    message: `${duplicate?.project}: this project (1) was given before, by another name.`,
  });
});

test("a project that is removed from several lists is looked up once", async () => {
  const { server, gitlab } = await start({
    seed: { projects: fleet.map((project) => ({ ...project, allowedProjects: [30] })) },
  });
  const inputs = [1, 2, 3].map((project) => ({ project, projects: [], prune: true }));
  for (const { error } of await collect(planAll(gitlab, inputs))) expect(error).toBeUndefined();
  expect(sent(server).filter((request) => request === "GET /projects/30")).toHaveLength(1);
});

test("what the inputs throw is thrown after what was under way", async () => {
  const { gitlab } = await start({ seed });
  function* inputs() {
    yield* states.slice(0, 5);
    throw new Error("the file is torn");
  }
  const seen: unknown[] = [];
  const run = async (): Promise<void> => {
    for await (const { project } of planAll(gitlab, inputs())) seen.push(project);
  };
  await expect(run()).rejects.toThrow("the file is torn");
  expect(seen).toHaveLength(5);
});

test("a consumer that stops early ends the run, and releases the inputs", async () => {
  const { server, gitlab } = await start({ seed });
  let isReleased = false;
  function* inputs() {
    try {
      yield* states;
    } finally {
      isReleased = true;
    }
  }
  for await (const _ of planAll(gitlab, inputs(), { concurrency: 2 })) break;
  expect(isReleased).toBe(true);
  const before = sent(server).length;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(sent(server)).toHaveLength(before);
});

test("a consumer that stops early waits for what is under way", async () => {
  const { held, gitlab } = await startHolding((url) => !url.includes("/projects/1/"));
  for await (const _ of planAll(gitlab, states, { concurrency: 3 })) {
    setTimeout(held.release);
    break;
  }
  expect(held.underWay).toBe(0);
});

test("a signal: what is under way is yielded, no more is begun, and the reason is thrown", async () => {
  const { server, gitlab } = await start({ seed });
  const controller = new AbortController();
  const seen: unknown[] = [];
  const run = async (): Promise<void> => {
    for await (const { project } of planAll(gitlab, states, { concurrency: 3, signal: controller.signal })) {
      seen.push(project);
      if (seen.length === 2) controller.abort(new Error("enough"));
    }
  };
  await expect(run()).rejects.toThrow("enough");
  expect(seen.length).toBeGreaterThanOrEqual(2);
  expect(seen.length).toBeLessThanOrEqual(6);
  expect(sent(server).length).toBeLessThanOrEqual(6);
});

test.for<[string, () => Iterable<(typeof states)[number]>, number]>([
  ["is read to its end", () => states, Number.POSITIVE_INFINITY],
  ["is stopped by its consumer", () => states, 2],
  [
    "ends with a failure of the inputs",
    function* () {
      yield* states.slice(0, 5);
      throw new Error("the file is torn");
    },
    Number.POSITIVE_INFINITY,
  ],
])("a run that %s leaves no listener on the signal", async ([, inputs, limit]) => {
  const { gitlab } = await start({ seed });
  const { signal } = new AbortController();
  let listeners = 0;
  let results = 0;
  const run = async (): Promise<void> => {
    for await (const _ of planAll(gitlab, inputs(), { concurrency: 3, signal })) {
      listeners = Math.max(listeners, getEventListeners(signal, "abort").length);
      if (++results === limit) break;
    }
  };
  await run().catch(() => {});
  expect(listeners).toBeGreaterThan(0);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("a signal that is aborted before: no input is taken, and nothing is sent", async () => {
  const { server, gitlab } = await start({ seed });
  let taken = 0;
  function* inputs() {
    for (const state of states) {
      taken++;
      yield state;
    }
  }
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(collect(planAll(gitlab, inputs(), { signal }))).rejects.toThrow("enough");
  expect({ taken, sent: sent(server) }).toEqual({ taken: 0, sent: [] });
});

test("a signal ends a run whose inputs never come", async () => {
  const { gitlab } = await start({ seed });
  const controller = new AbortController();
  async function* inputs() {
    yield states[0] ?? { project: 1 };
    await new Promise(() => {});
  }
  const run = async (): Promise<void> => {
    for await (const _ of planAll(gitlab, inputs(), { signal: controller.signal }))
      controller.abort(new Error("enough"));
  };
  await expect(run()).rejects.toThrow("enough");
});

test.for<[object, RegExp]>([
  [{ concurency: 3 }, /concurency: unknown key, did you mean concurrency\?/],
  [{ concurrency: 0 }, /concurrency: expected a whole number from 1, not 0/],
  [{ concurrency: 1.5 }, /concurrency: expected a whole number/],
  [{ concurrency: "8" }, /concurrency: expected a whole number from 1, not "8"/],
])("wrong options: %j", async ([options, message]) => {
  const { server, gitlab } = await start({ seed });
  const error = await errorOf(() => planAll(gitlab, states, options).next());
  expect(error.code).toBe("invalid_option");
  expect(error.message).toMatch(message);
  expect(sent(server)).toEqual([]);
});
