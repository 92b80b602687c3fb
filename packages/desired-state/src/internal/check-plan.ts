import * as v from "valibot";
import type { Problem } from "../desired-state-error.js";
import type { Change, Plan } from "../plan.js";
import { knownObject } from "./known-object.js";
import { problemError, problemsOf } from "./problems.js";
import { parseReference } from "./reference-schema.js";
import { boolean, oneOf, value, wholeNumber } from "./values.js";

const id = /* @__PURE__ */ wholeNumber("an ID");
const kind = /* @__PURE__ */ oneOf(["project", "group"]);
/** A path is a reference that is no ID; of a group, which may have one segment, so that both kinds are accepted. */
const path = /* @__PURE__ */ v.custom<string>(isPath, "not a path in GitLab");
const text = /* @__PURE__ */ value<string>("a text", (found) => typeof found === "string");
const entry = { kind, id, path: /* @__PURE__ */ v.exactOptional(path) };

function arrayOf<Item>(item: v.GenericSchema<unknown, Item>): v.GenericSchema<unknown, Item[]> {
  return v.array(item, "expected an array");
}

const planSchema: v.GenericSchema<unknown, Plan> = /* @__PURE__ */ knownObject({
  version: /* @__PURE__ */ v.custom<1>(
    (version) => version === 1,
    ({ received }) => `expected 1, not ${received}: this version of the package reads no other`,
  ),
  gitlab: text,
  project: /* @__PURE__ */ knownObject({ id, path: /* @__PURE__ */ v.exactOptional(path) }),
  changes: /* @__PURE__ */ arrayOf(
    /* @__PURE__ */ v.lazy((change) =>
      isSetting(change)
        ? knownObject({ action: oneOf(["set"]), inboundEnabled: boolean, from: boolean })
        : knownObject({
            action: value<"add" | "remove">('"add", "remove" or "set"', isEntryAction),
            ...entry,
          }),
    ),
  ),
  unchanged: /* @__PURE__ */ arrayOf(/* @__PURE__ */ knownObject(entry)),
  missing: /* @__PURE__ */ arrayOf(/* @__PURE__ */ knownObject({ kind, path })),
  warnings: /* @__PURE__ */ arrayOf(
    /* @__PURE__ */ knownObject({
      code: /* @__PURE__ */ oneOf([
        "opens_project",
        "empties_list",
        "target_not_found",
        "duplicate",
        "permissions_lost",
        "removal_refused",
        "over_limit",
        "removes_first",
      ]),
      message: text,
    }),
  ),
});

/** @throws {DesiredStateError} `invalid_plan` when it is not a plan, or not one that makes sense. */
export function checkPlan(plan: unknown): Plan {
  const result = v.safeParse(planSchema, plan);
  if (!result.success) throw problemError("invalid_plan", "plan", problemsOf(result.issues));
  const problems = findContradictions(result.output);
  if (problems.length > 0) throw problemError("invalid_plan", "plan", problems);
  return result.output;
}

/** What no plan can contain: changes that undo each other, that come too early, or that are about the project itself. */
function findContradictions({ project, changes, unchanged }: Plan): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map(unchanged.map((one, index) => [keyOf(one), `unchanged[${index}]`]));
  let setting: number | undefined;
  for (const [index, change] of changes.entries()) {
    const report = (message: string): void => void problems.push({ path: ["changes", index], message });
    if (change.action === "set") {
      if (setting !== undefined) report(`the setting is changed twice, here and in changes[${setting}]`);
      if (change.inboundEnabled === change.from) report("a change of the setting from a value to the same");
      if (!change.inboundEnabled && index < changes.length - 1)
        report("a project is opened last, after all other changes");
      setting = index;
      continue;
    }
    if (change.kind === "project" && change.id === project.id)
      report("the project itself is always on its allowlist");
    const other = seen.get(keyOf(change));
    if (other !== undefined) report(`this ${change.kind} is also in ${other}`);
    seen.set(keyOf(change), `changes[${index}]`);
    if (change.action === "add" && setting !== undefined)
      report("entries are added before the setting is changed");
  }
  return problems;
}

function keyOf({ kind, id }: Exclude<Change, { action: "set" }> | Plan["unchanged"][number]): string {
  return `${kind} ${id}`;
}

function isSetting(change: unknown): boolean {
  return typeof change === "object" && change !== null && "action" in change && change.action === "set";
}

function isEntryAction(action: unknown): boolean {
  return action === "add" || action === "remove";
}

function isPath(value: unknown): boolean {
  try {
    return parseReference("group", String(value)).path === value;
  } catch {
    return false;
  }
}
