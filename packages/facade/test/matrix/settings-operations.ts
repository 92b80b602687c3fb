import type { RequestOptions } from "@gitlab-job-token-scope/facade";
import { lossOf, lostConnection } from "./faults.js";
import type { Injection } from "./faulty-fetch.js";
import { type Context, type FaultTarget, named, type Operation } from "./operation.js";
import { withEnabled } from "./snapshot.js";

const scopePath = (id: number) => `/projects/${id}/job_token_scope`;
const readScope = (id: number) => named("GET", scopePath(id));
const writeScope = (id: number, enabled: boolean) => named("PATCH", scopePath(id), { enabled });
const lookUp: FaultTarget = { ...named("GET", "/projects/group%2Fapp"), role: "read" };

/** The requests of a save. */
function saveTargets(id: number, enabled: boolean): FaultTarget[] {
  return [
    { ...writeScope(id, enabled), role: "write" },
    { ...readScope(id), role: "confirm" },
  ];
}

/** The same, and the read after a write whose response was lost. */
function settledTargets(id: number, enabled: boolean): FaultTarget[] {
  const request = writeScope(id, enabled);
  return [
    ...saveTargets(id, enabled),
    { ...readScope(id), role: "settle", lostWrite: { request, isCarriedOut: true } },
    { ...readScope(id), role: "settle", lostWrite: { request, isCarriedOut: false } },
  ];
}

async function assign({ gitlab }: Context, id: number, enabled: boolean) {
  const scope = await gitlab.project(id).jobTokenScope.get();
  scope.enabled = enabled;
  return scope;
}

/** A change of the setting. */
function change(
  name: string,
  [id, enabled]: [number, boolean],
  prepare: Operation["prepare"],
  targets = saveTargets(id, enabled),
): Operation {
  return {
    name,
    targets,
    prepare,
    requested: (before) => withEnabled(before, id, enabled),
    value: () => enabled,
  };
}

function save(name: string, id: number, enabled: boolean, targets?: FaultTarget[]): Operation {
  const prepare: Operation["prepare"] = async (context) => {
    const scope = await assign(context, id, enabled);
    return async (options) => {
      await scope.save(options);
      return scope.inboundEnabled;
    };
  };
  return change(name, [id, enabled], prepare, targets);
}

function update(project: number | string, enabled: boolean): Operation["prepare"] {
  return async ({ gitlab }) =>
    async (options) =>
      (await gitlab.project(project).jobTokenScope.update({ enabled }, options)).inboundEnabled;
}

/** A save() of another value, after one of `false` that failed. */
function saveAfterFailure(
  name: string,
  enabled: boolean,
  fail: () => { injections: Injection[]; options?: RequestOptions },
): Operation {
  return change(name, [1, enabled], async (context) => {
    const scope = await assign(context, 1, false);
    const { injections, options } = fail();
    context.faults.start(...injections);
    const isSaved = await scope.save({ ...options, retry: { limit: 0 } }).then(
      () => true,
      () => false,
    );
    if (isSaved) throw new Error("the first save did not fail");
    scope.enabled = enabled;
    return async (more) => {
      await scope.save(more);
      return scope.inboundEnabled;
    };
  });
}

const write = writeScope(1, false);
const read = readScope(1);

/** What is done with the setting: project 1 has it on, project 3 off. */
export const settingsOperations: readonly Operation[] = [
  {
    name: "project.id()",
    targets: [lookUp],
    prepare:
      async ({ gitlab }) =>
      (options) =>
        gitlab.project("group/app").id(options),
    value: () => 1,
  },
  {
    name: "get()",
    targets: [{ ...read, role: "read" }],
    prepare:
      async ({ gitlab }) =>
      async (options) =>
        (await gitlab.project(1).jobTokenScope.get(options)).inboundEnabled,
    value: ({ enabled }) => enabled[1],
  },
  {
    name: "get() by path",
    targets: [lookUp, { ...read, role: "read" }],
    prepare:
      async ({ gitlab }) =>
      async (options) =>
        (await gitlab.project("group/app").jobTokenScope.get(options)).inboundEnabled,
    value: ({ enabled }) => enabled[1],
  },
  {
    name: "refresh()",
    targets: [{ ...readScope(3), role: "read" }],
    prepare: async (context) => {
      const scope = await assign(context, 3, true);
      return async (options) => {
        await scope.refresh(options);
        return scope.inboundEnabled;
      };
    },
    value: ({ enabled }) => enabled[3],
  },
  save("save() of false", 1, false, settledTargets(1, false)),
  save("save() of true", 3, true),
  change("update() to false", [1, false], update(1, false), settledTargets(1, false)),
  change("update() to true", [3, true], update(3, true)),
  change("update() by path", [1, false], update("group/app", false), [lookUp, ...saveTargets(1, false)]),
  saveAfterFailure("save() again after a save() that changed nothing", false, () => ({
    injections: [lossOf(write, "before")],
  })),
  saveAfterFailure(
    "save() of the old value after a save() whose response and read-back were lost",
    true,
    () => ({
      injections: [lossOf(write, "after"), lossOf(read)],
    }),
  ),
  saveAfterFailure("save() of the old value after a save() whose read-back was lost", true, () => ({
    injections: [lossOf(read)],
  })),
  saveAfterFailure("save() of the old value after a save() that was aborted after the change", true, () => {
    const controller = new AbortController();
    const { signal } = controller;
    const response = () => {
      controller.abort();
      return { status: 200 };
    };
    return {
      injections: [{ ...lossOf(write, "after"), fault: { ...lostConnection, response } }],
      options: { signal },
    };
  }),
  {
    name: "save(), and then save() of the old value",
    targets: [
      { ...write, role: "caught" },
      { ...read, role: "caught" },
      { ...writeScope(1, true), role: "write" },
      { ...read, occurrence: 2, role: "confirm" },
    ],
    prepare: async (context) => {
      const scope = await assign(context, 1, false);
      return async (options) => {
        const isSaved = await scope.save(options).then(
          () => true,
          () => false,
        );
        const isInForce = context.snapshot().enabled[1] === false;
        scope.enabled = true;
        await scope.save(options);
        return { isFirstResultTrue: !isSaved || isInForce, inboundEnabled: scope.inboundEnabled };
      };
    },
    requested: (before) => withEnabled(before, 1, true),
    value: () => ({ isFirstResultTrue: true, inboundEnabled: true }),
  },
  {
    ...save("save() of false, which the instance ignores", 1, false, settledTargets(1, false)),
    scenario: "enforced-silent",
    refuses: "setting_not_applied",
  },
  {
    ...save("save() of false, which the instance refuses", 1, false),
    scenario: "enforced-400",
    refuses: "enforced_by_instance",
    targets: [{ ...write, role: "write" }],
  },
];
