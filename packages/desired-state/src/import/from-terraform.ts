import * as v from "valibot";
import type { DesiredState } from "../desired-state.js";
import { DesiredStateError } from "../desired-state-error.js";
import { problemError, problemsOf } from "../internal/problems.js";
import type { Imported } from "./imported.js";
import { findResources } from "./terraform-resources.js";

const id = /* @__PURE__ */ v.pipe(
  /* @__PURE__ */ v.number(),
  /* @__PURE__ */ v.safeInteger(),
  /* @__PURE__ */ v.minValue(1),
);
const project = /* @__PURE__ */ v.nullish(/* @__PURE__ */ v.union([id, /* @__PURE__ */ v.string()]));

/** `gitlab_project_job_token_scopes`: all entries of a project. */
const scopes = /* @__PURE__ */ v.object({
  project,
  project_id: project,
  enabled: /* @__PURE__ */ v.nullish(/* @__PURE__ */ v.boolean()),
  target_project_ids: /* @__PURE__ */ v.nullish(/* @__PURE__ */ v.array(id)),
  target_group_ids: /* @__PURE__ */ v.nullish(/* @__PURE__ */ v.array(id)),
});

/** `gitlab_project_job_token_scope`: one entry of a project. */
const scope = /* @__PURE__ */ v.object({
  project,
  target_project_id: /* @__PURE__ */ v.nullish(id),
  target_group_id: /* @__PURE__ */ v.nullish(id),
});

/**
 * Reads desired states from Terraform: from a state file (`terraform state pull`), or from `terraform show -json` of a state or
 * of a plan. OpenTofu's have the same format.
 *
 * `gitlab_project_job_token_scopes` manages all entries of a project, so that it becomes a state with `prune: true`, of the
 * lists that it has. `gitlab_project_job_token_scope` adds one entry and becomes a state without `prune`. `enabled` is taken over
 * when it is set, and left out when it is not: what Terraform does not know does not open a project.
 *
 * @throws {DesiredStateError} `invalid_state` when it is not Terraform's JSON, or a resource is not what the provider stores.
 *
 * @example
 * ```ts
 * import { readFile } from "node:fs/promises";
 * import { formatDesiredState, fromTerraform } from "@gitlab-job-token-scope/desired-state";
 *
 * const { states, notes } = fromTerraform(await readFile("terraform.json", "utf8"));
 * console.log(formatDesiredState(states), notes);
 * ```
 */
export function fromTerraform(json: string): Imported {
  const byProject = new Map<string, Collected>();
  const notes: string[] = [];
  for (const { type, address, values } of findResources(parseJson(json))) {
    if (type === "gitlab_project_job_token_scopes") {
      const { project, project_id, enabled, target_project_ids, target_group_ids } = read(
        scopes,
        address,
        values,
      );
      const state = collect(byProject, project ?? project_id, address);
      if (state.whole !== undefined) notes.push(`${address}: ${state.whole} manages the same project.`);
      state.whole = address;
      if (typeof enabled === "boolean") state.inboundEnabled = enabled;
      // An empty list is managed, too.
      if (target_project_ids) state.projects = new Set([...(state.projects ?? []), ...target_project_ids]);
      if (target_group_ids) state.groups = new Set([...(state.groups ?? []), ...target_group_ids]);
    } else if (type === "gitlab_project_job_token_scope") {
      const { project, target_project_id, target_group_id } = read(scope, address, values);
      const state = collect(byProject, project, address);
      if (target_project_id) state.projects = new Set([...(state.projects ?? []), target_project_id]);
      if (target_group_id) state.groups = new Set([...(state.groups ?? []), target_group_id]);
      state.single = address;
    }
  }
  for (const { whole, single } of byProject.values()) {
    if (whole === undefined || single === undefined) continue;
    notes.push(`${single}: ${whole} manages the same project, and would remove this entry. It is kept.`);
  }
  return { states: [...byProject.values()].map(toState), notes };
}

interface Collected {
  readonly project: string;
  inboundEnabled?: boolean;
  projects?: Set<number>;
  groups?: Set<number>;
  /** The resource that manages all entries, and one of those that add an entry. */
  whole?: string;
  single?: string;
}

function collect(
  byProject: Map<string, Collected>,
  project: string | number | null | undefined,
  address: string,
): Collected {
  if (project === undefined || project === null || project === "") {
    throw new DesiredStateError(
      "invalid_state",
      `${address}: it has no project, which is known only when it was applied`,
    );
  }
  const key = String(project).toLowerCase();
  const collected = byProject.get(key) ?? { project: String(project) };
  byProject.set(key, collected);
  return collected;
}

function toState({ project, inboundEnabled, projects, groups, whole }: Collected): DesiredState {
  return {
    project,
    ...(inboundEnabled !== undefined && { inboundEnabled }),
    ...(projects !== undefined && { projects: [...projects] }),
    ...(groups !== undefined && { groups: [...groups] }),
    ...(whole !== undefined && { prune: true }),
  };
}

function read<Output>(schema: v.GenericSchema<unknown, Output>, address: string, values: unknown): Output {
  const result = v.safeParse(schema, values);
  if (!result.success) throw problemError("invalid_state", address, problemsOf(result.issues));
  return result.output;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // The reason would quote the file, which can contain secrets.
    throw new DesiredStateError("invalid_state", "not JSON: use the output of terraform show -json");
  }
}
