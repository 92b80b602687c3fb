import * as v from "valibot";
import type { DesiredState } from "../desired-state.js";
import type { DesiredStateError, Problem } from "../desired-state-error.js";
import { problemError, problemsOf } from "../internal/problems.js";
import { keyOf, parseReference } from "../internal/reference-schema.js";
import { fileSchema } from "./file-schema.js";
import { YamlFile } from "./yaml-file.js";

/** How a file is read. */
export interface ParseOptions {
  /**
   * The name of the file, for messages.
   *
   * @default "desired state"
   */
  readonly fileName?: string;
}

/**
 * Reads a file of desired states, in YAML or JSON, in the order of the file. The package contains its JSON Schema,
 * `desired-state.schema.json`, for completion in editors.
 *
 * Nothing is guessed: an unknown key, a value of another type, `null` and a key without a value are errors, and so is a project
 * that is given twice. What is not mentioned is left alone in GitLab.
 *
 * @throws {DesiredStateError} `invalid_state`, with the line and the column of everything that is wrong.
 *
 * @example
 * ```ts
 * import { parseDesiredState } from "@gitlab-job-token-scope/desired-state";
 *
 * const [state] = parseDesiredState(`
 *   version: 1
 *   defaults: { inboundEnabled: true, prune: true }
 *   projects:
 *     group/app:
 *       allow: { projects: [group/tool, 42], groups: [partner] }
 * `);
 * ```
 */
export function parseDesiredState(
  text: string,
  { fileName = "desired state" }: ParseOptions = {},
): DesiredState[] {
  const file = new YamlFile(text);
  const fail = (problems: readonly Problem[]): DesiredStateError =>
    problemError(
      "invalid_state",
      fileName,
      problems.map((problem) => ({ ...file.placeOf(problem.path), ...problem })),
    );
  if (file.problems.length > 0) throw fail(file.problems);
  const result = v.safeParse(fileSchema, file.value);
  if (!result.success) throw fail(problemsOf(result.issues));
  const { defaults, projects } = result.output;
  const duplicates = findDuplicates(file.keysOf("projects"));
  if (duplicates.length > 0) throw fail(duplicates);
  return file.keysOf("projects").map((project) => {
    const { allow, ...settings } = projects[project] ?? {};
    return { project, ...defaults, ...settings, ...allow };
  });
}

/** The same project by the same means: in another case, or as an ID in another form. */
function findDuplicates(projects: readonly string[]): Problem[] {
  const seen = new Map<string, string>();
  return projects.flatMap((project) => {
    const key = keyOf(parseReference("project", project));
    const before = seen.get(key);
    seen.set(key, project);
    const message = `the same project as ${before}: name each project once`;
    return before === undefined ? [] : [{ path: ["projects", project], message }];
  });
}
