import * as v from "valibot";
import type { DesiredState } from "../desired-state.js";
import { knownObject } from "./known-object.js";
import { problemError, problemsOf } from "./problems.js";
import { groupReference, parseReference, projectReference, type Reference } from "./reference-schema.js";
import { settingsSchema } from "./settings-schema.js";

/** A desired state that was checked, with its references parsed. Undefined is what is left alone. */
export interface CheckedState {
  readonly project: Reference;
  readonly inboundEnabled: boolean | undefined;
  readonly projects: readonly Reference[] | undefined;
  readonly groups: readonly Reference[] | undefined;
  readonly prune: boolean;
}

const stateSchema = /* @__PURE__ */ knownObject({
  project: projectReference,
  ...settingsSchema,
  projects: /* @__PURE__ */ v.exactOptional(/* @__PURE__ */ v.array(projectReference)),
  groups: /* @__PURE__ */ v.exactOptional(/* @__PURE__ */ v.array(groupReference)),
});

/** @throws {DesiredStateError} `invalid_state` when it is not a desired state. */
export function checkState(state: DesiredState): CheckedState {
  const result = v.safeParse(stateSchema, state);
  if (!result.success) throw problemError("invalid_state", "desired state", problemsOf(result.issues));
  const { project, inboundEnabled, projects, groups, prune = false } = result.output;
  return {
    project: parseReference("project", project),
    inboundEnabled,
    projects: projects?.map((reference) => parseReference("project", reference)),
    // Stryker disable next-line StringLiteral: whatever is not a project is a group
    groups: groups?.map((reference) => parseReference("group", reference)),
    prune,
  };
}
