import type { MockGitLabOptions } from "@gitlab-job-token-scope/contract-fixture";
import type { DesiredState, Permission } from "@gitlab-job-token-scope/desired-state";
import * as fc from "fast-check";

type Seed = NonNullable<MockGitLabOptions["seed"]>;

/** The project whose scope is changed. */
export const own = { id: 1, path: "a/own" };

/** Everything that can be on its lists: projects in groups, in groups of groups. */
export const projects: { id: number; path: string }[] = [
  own,
  { id: 11, path: "a/one" },
  { id: 12, path: "a/x/two" },
  { id: 13, path: "a/x/three" },
  { id: 14, path: "b/four" },
  { id: 15, path: "b/y/five" },
];
export const groups: { id: number; path: string }[] = [
  { id: 21, path: "a" },
  { id: 22, path: "a/x" },
  { id: 23, path: "b" },
  { id: 24, path: "b/y" },
];

export interface Case {
  readonly version: "18.0" | "18.8" | "19.1";
  readonly seed: Seed;
  readonly desired: DesiredState;
  readonly allow: readonly Permission[];
  readonly planFaults: readonly ScriptedFault[];
  readonly applyFaults: readonly ScriptedFault[];
  /** Which of the plan's changes somebody else makes before it is applied. */
  readonly madeBefore: readonly boolean[];
  /** After how many requests of the run its signal is aborted. */
  readonly abortAfter: number | undefined;
}

/** What happens to the next requests of an operation. */
export interface ScriptedFault {
  readonly operation: string;
  readonly steps: readonly (typeof faults)[number][];
}

const faults = [
  "pass",
  { status: 502 },
  { status: 502, applied: true },
  { status: 500 },
  { status: 403, body: { message: "403 Forbidden" } },
  { status: 429, headers: { "retry-after": "0" }, body: "Retry later" },
  { drop: "before" },
  { drop: "after" },
] as const;

const readOperations = [
  "getJobTokenScope",
  "listAllowedProjects",
  "listAllowedGroups",
  "getProject",
  "getGroup",
];
const writeOperations = [
  "updateJobTokenScope",
  "allowProject",
  "disallowProject",
  "allowGroup",
  "disallowGroup",
];

function faultsOf(operations: readonly string[], maxLength: number): fc.Arbitrary<ScriptedFault[]> {
  const fault = fc.record({
    operation: fc.constantFrom(...operations),
    steps: fc.array(fc.constantFrom(...faults), { minLength: 1, maxLength: 6 }),
  });
  return fc.array(fault, { maxLength });
}

function referenceTo({ id, path }: { id: number; path: string }): fc.Arbitrary<string | number> {
  return fc.constantFrom<string | number>(id, path, path.toUpperCase());
}

/** Names of some of the targets, and sometimes of one that does not exist. */
function references(
  targets: readonly { id: number; path: string }[],
  unknown: string,
): fc.Arbitrary<(string | number)[]> {
  const known = fc.constantFrom(...targets).chain(referenceTo);
  return fc.array(
    fc.oneof({ weight: 12, arbitrary: known }, { weight: 1, arbitrary: fc.constant(unknown) }),
    {
      maxLength: 6,
    },
  );
}

const ids = (targets: readonly { id: number }[]): fc.Arbitrary<number[]> =>
  fc.subarray(targets.map(({ id }) => id));

const seed: fc.Arbitrary<Seed> = fc
  .record({
    inboundEnabled: fc.boolean(),
    allowedProjects: ids(projects),
    allowedGroups: ids(groups),
    enforced: fc.constantFrom(false, false, false, true),
  })
  .map(({ enforced, ...scope }) => ({
    instance: { enforced },
    projects: [{ ...own, ...scope }, ...projects.slice(1)],
    groups,
  }));

const desired: fc.Arbitrary<DesiredState> = fc.record(
  {
    project: referenceTo(own),
    inboundEnabled: fc.boolean(),
    projects: references(projects, "a/gone"),
    groups: references(groups, "gone"),
    prune: fc.boolean(),
  },
  { requiredKeys: ["project"] },
);

/** A world, what it should be, what the caller allows, and what goes wrong. */
export const cases: fc.Arbitrary<Case> = fc.record({
  version: fc.constantFrom("18.0", "18.8", "19.1"),
  seed,
  desired,
  allow: fc.subarray<Permission>(["open", "empty", "partial"]),
  planFaults: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: faultsOf(readOperations, 2) },
  ),
  applyFaults: faultsOf([...writeOperations, ...readOperations], 4),
  madeBefore: fc.array(fc.constantFrom(false, false, true), { maxLength: 8 }),
  abortAfter: fc.option(fc.integer({ min: 0, max: 8 }), { freq: 6, nil: undefined }),
});
