// @module-tag slow
import { type MockGitLab, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import type { RequestOptions } from "@gitlab-job-token-scope/facade";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { numRuns } from "../../../../vitest.properties.js";
import { ManualTimeouts } from "../matrix/manual-timeouts.js";
import { asSomebody, connect, faultNames, pause, type Surroundings } from "./client.js";
import { changeEntry, ListHistory } from "./list-history.js";
import { describe, findFalseRefusal, isConfirmed, ScopeActor } from "./scope-actor.js";

// Random calls, awaited or not, by several clients and somebody else, while requests fail at random. Whatever resolves has
// to be so at that moment.

const scopePath = "/projects/1/job_token_scope";
const runs = numRuns(250);
const listPath = `${scopePath}/allowlist`;

let server: MockGitLab;
let timeouts: ManualTimeouts;
const { random } = Math;

beforeAll(async () => {
  // Retries take no time. fast-check has a generator of its own.
  Math.random = () => 0;
  timeouts = new ManualTimeouts();
  server = await startMockGitLab({
    seed: {
      projects: [
        { id: 1, path: "group/app", allowedProjects: [2] },
        { id: 2, path: "group/library" },
        { id: 3, path: "group/tool" },
      ],
    },
  });
});

afterAll(async () => {
  Math.random = random;
  timeouts[Symbol.dispose]();
  await server.close();
});

const enabled = fc.boolean();
const faults = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: fc.constant("none" as const) },
    { weight: 3, arbitrary: fc.constantFrom(...faultNames) },
  ),
  { maxLength: 20 },
);
const pauses = fc.record({ kind: fc.constant("pause" as const), turns: fc.integer({ min: 1, max: 8 }) });
/** How a call is made. */
const callInit = {
  isAwaited: fc.boolean(),
  retryLimit: fc.integer({ min: 0, max: 2 }),
  /** After how many turns of the event loop it is aborted. */
  abortAfter: fc.option(fc.integer({ min: 0, max: 12 }), { freq: 6, nil: undefined }),
};

function begin(observe?: () => void): Surroundings {
  server.reset();
  const counts = { deliveredFaults: 0, confirmedSaves: 0 };
  return { server, timeouts, faults: [], pending: [], now: 1, ...counts, ...(observe && { observe }) };
}

/** Waits until nothing is under way, and ends the faults. */
async function settle(
  { faults: left, pending }: Surroundings,
  calls: readonly Promise<unknown>[],
): Promise<void> {
  await Promise.all(calls);
  left.length = 0;
  await Promise.all(pending);
}

function optionsOf({
  retryLimit,
  abortAfter,
}: {
  retryLimit: number;
  abortAfter: number | undefined;
}): RequestOptions {
  const retry = { limit: retryLimit };
  if (abortAfter === undefined) return { retry };
  const controller = new AbortController();
  void pause(abortAfter).then(() => controller.abort());
  return { retry, signal: controller.signal };
}

const ofActor = { actor: fc.constantFrom(0, 0, 1) };
const settingSteps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("assign" as const), ...ofActor, enabled }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("save" as const), ...ofActor, ...callInit }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("refresh" as const), ...ofActor, ...callInit }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("update" as const), enabled, ...callInit }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("somebody" as const), enabled }) },
    { weight: 1, arbitrary: pauses },
  ),
  { minLength: 2, maxLength: 14 },
);

/** An update() may resolve only when the value was written, and then read by its last request. */
async function update(
  surroundings: Surroundings,
  value: boolean,
  options: RequestOptions,
): Promise<string[]> {
  const { gitlab, log } = connect(surroundings);
  try {
    const scope = await gitlab.project(1).jobTokenScope.update({ enabled: value }, options);
    if (isConfirmed(log, value) && scope.inboundEnabled === value) return [];
    return [`update() to ${value} resolved after ${describe(log)}`];
  } catch (error) {
    return findFalseRefusal("update", log, error);
  }
}

test("a setting that was saved is in force at that moment, whatever else happens", async () => {
  let deliveredFaults = 0;
  let confirmedSaves = 0;
  await fc.assert(
    fc.asyncProperty(settingSteps, faults, async (steps, faultsOfRun) => {
      const surroundings = begin();
      const actors = [await ScopeActor.create(surroundings), await ScopeActor.create(surroundings)] as const;
      surroundings.faults.push(...faultsOfRun);
      const problems: string[] = [];
      const calls: Promise<void>[] = [];
      for (const step of steps) {
        if (step.kind === "pause") await pause(step.turns);
        else if (step.kind === "somebody") {
          await asSomebody(surroundings, "PATCH", scopePath, { enabled: step.enabled });
        } else if (step.kind === "assign") actors[step.actor === 0 ? 0 : 1].assign(step.enabled);
        else {
          const options = optionsOf(step);
          const call =
            step.kind === "update"
              ? update(surroundings, step.enabled, options).then((found) => void problems.push(...found))
              : actors[step.actor === 0 ? 0 : 1][step.kind](options);
          calls.push(call);
          if (step.isAwaited) await call;
        }
      }
      await settle(surroundings, calls);
      const isInForce = () => server.state().projects[0]?.inboundEnabled === true;
      for (const one of actors) await one.finish(isInForce);
      deliveredFaults += surroundings.deliveredFaults;
      confirmedSaves += surroundings.confirmedSaves;
      expect([...problems, ...actors.flatMap((one) => one.problems)]).toEqual([]);
    }),
    { numRuns: runs },
  );
  console.log(`${deliveredFaults} faults delivered, ${confirmedSaves} saves confirmed`);
  expect(deliveredFaults).toBeGreaterThan(runs / 2);
  expect(confirmedSaves).toBeGreaterThan(runs / 10);
});

const entry = { target: fc.constantFrom(2, 3) };
const listSteps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant("call" as const),
        method: fc.constantFrom("ensurePresent", "ensureAbsent", "create", "delete"),
        ...entry,
        ...callInit,
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("somebody adds" as const), ...entry }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("somebody removes" as const), ...entry }) },
    { weight: 1, arbitrary: pauses },
  ),
  { minLength: 2, maxLength: 12 },
);

test("an entry that was added or removed is there or gone at a moment of the call, whatever else happens", async () => {
  let deliveredFaults = 0;
  let resolvedCalls = 0;
  await fc.assert(
    fc.asyncProperty(listSteps, faults, async (steps, faultsOfRun) => {
      const history = new ListHistory(server);
      const surroundings = begin(() => history.observe(surroundings.now++));
      surroundings.faults.push(...faultsOfRun);
      const problems: string[] = [];
      const calls: Promise<void>[] = [];
      for (const step of steps) {
        if (step.kind === "pause") await pause(step.turns);
        else if (step.kind === "somebody adds") {
          await asSomebody(surroundings, "POST", listPath, { target_project_id: step.target });
        } else if (step.kind === "somebody removes") {
          await asSomebody(surroundings, "DELETE", `${listPath}/${step.target}`);
        } else {
          const call = changeEntry(surroundings, history, step, optionsOf(step)).then(
            (found) => void problems.push(...found),
          );
          calls.push(call);
          if (step.isAwaited) await call;
        }
      }
      await settle(surroundings, calls);
      const { gitlab } = connect(surroundings);
      const listed = (await gitlab.project(1).jobTokenScope.allowlist.list()).map((one) => one.getId());
      expect(listed).toEqual([1, ...history.entries()]);
      deliveredFaults += surroundings.deliveredFaults;
      resolvedCalls += history.resolvedCalls;
      expect(problems).toEqual([]);
    }),
    { numRuns: runs },
  );
  console.log(`${deliveredFaults} faults delivered, ${resolvedCalls} calls resolved`);
  expect(deliveredFaults).toBeGreaterThan(runs / 2);
  expect(resolvedCalls).toBeGreaterThan(runs);
});
