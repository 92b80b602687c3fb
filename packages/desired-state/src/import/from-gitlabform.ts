import * as v from "valibot";
import type { DesiredState } from "../desired-state.js";
import { YamlFile } from "../file/yaml-file.js";
import { problemError, problemsOf } from "../internal/problems.js";
import { groupReference, projectReference } from "../internal/reference-schema.js";
import type { Imported } from "./imported.js";

const jobTokenScope = /* @__PURE__ */ v.object({
  limit_access_to_this_project: /* @__PURE__ */ v.optional(/* @__PURE__ */ v.boolean()),
  allowlist: /* @__PURE__ */ v.optional(
    /* @__PURE__ */ v.object({
      enforce: /* @__PURE__ */ v.optional(/* @__PURE__ */ v.boolean()),
      projects: /* @__PURE__ */ v.optional(/* @__PURE__ */ v.array(projectReference)),
      groups: /* @__PURE__ */ v.optional(/* @__PURE__ */ v.array(groupReference)),
    }),
  ),
});
const config = /* @__PURE__ */ v.object({
  projects_and_groups: /* @__PURE__ */ v.record(
    /* @__PURE__ */ v.string(),
    /* @__PURE__ */ v.nullable(
      /* @__PURE__ */ v.object({ job_token_scope: /* @__PURE__ */ v.optional(jobTokenScope) }),
    ),
  ),
});

/**
 * Reads desired states from a configuration of gitlabform: the `job_token_scope` of each project. `limit_access_to_this_project` is
 * true where it is left out, as in gitlabform, and `enforce` is `prune`.
 *
 * The configuration of a group (`group/*`) and of everything (`*`) applies to projects that the file does not name, and to those
 * that it names: both are left out, and noted.
 *
 * @throws {DesiredStateError} `invalid_state`, with the places of what is wrong.
 *
 * @example
 * ```ts
 * import { readFile } from "node:fs/promises";
 * import { formatDesiredState, fromGitlabform } from "@gitlab-job-token-scope/desired-state";
 *
 * const { states, notes } = fromGitlabform(await readFile("config.yml", "utf8"));
 * console.log(formatDesiredState(states), notes);
 * ```
 */
export function fromGitlabform(yaml: string): Imported {
  const file = new YamlFile(yaml);
  const name = "gitlabform's configuration";
  if (file.problems.length > 0) throw problemError("invalid_state", name, file.problems);
  const result = v.safeParse(config, file.value);
  if (!result.success) {
    const problems = problemsOf(result.issues).map((problem) => ({
      ...problem,
      ...file.placeOf(problem.path),
    }));
    throw problemError("invalid_state", name, problems);
  }
  const states: DesiredState[] = [];
  const notes: string[] = [];
  const entries = Object.entries(result.output.projects_and_groups).flatMap(([key, value]) =>
    value?.job_token_scope === undefined ? [] : [[key, value.job_token_scope] as const],
  );
  const patterns = entries.map(([key]) => key).filter((key) => key.endsWith("*"));
  for (const [key, scope] of entries) {
    const inherited = patterns.filter((pattern) => key.startsWith(pattern.slice(0, -1)) && key !== pattern);
    if (key.endsWith("*"))
      notes.push(`${key}: list the projects that it applies to, each with its own settings.`);
    else if (inherited.length > 0)
      notes.push(`${key}: it also has the settings of ${inherited.join(" and ")}: write down what applies.`);
    else states.push(toState(key, scope));
  }
  return { states, notes };
}

function toState(
  project: string,
  { limit_access_to_this_project: inboundEnabled = true, allowlist }: v.InferOutput<typeof jobTokenScope>,
): DesiredState {
  if (allowlist === undefined) return { project, inboundEnabled };
  const { enforce = false, projects, groups } = allowlist;
  return {
    project,
    inboundEnabled,
    ...(projects !== undefined && { projects }),
    ...(groups !== undefined && { groups }),
    ...(enforce && { prune: true }),
  };
}
