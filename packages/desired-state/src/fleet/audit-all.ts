import type { GitLab, ProjectReference } from "@gitlab-job-token-scope/facade";
import type { Audit } from "../audit.js";
import { type AuditOptions, auditWith, targetsEntries } from "../audit-project.js";
import type { DesiredState } from "../desired-state.js";
import { TargetVisibility } from "../internal/target-visibility.js";
import { checkFleetOptions, type FleetOptions } from "./options.js";
import { type Inputs, runAll } from "./run-all.js";

/** The audit of one project of many, or why there is none. */
export type AuditResult =
  | { readonly project: ProjectReference; readonly audit: Audit; readonly error?: never }
  | { readonly project: ProjectReference; readonly audit?: never; readonly error: unknown };

/** How a fleet is audited. */
export interface AuditAllOptions extends FleetOptions, Pick<AuditOptions, "targets"> {}

/**
 * Audits many projects, several at a time, and yields each as it comes. One that fails does not stop the others. An entry that
 * several projects have is looked up once.
 *
 * @param projects References, or desired states: what differs from them is reported, too. An array, or an iterable, which is
 * read as the work proceeds.
 * @throws {DesiredStateError} `invalid_option`. Also what the iterable throws, and the reason of the signal when it is aborted.
 *
 * @example
 * ```ts
 * import { auditAll } from "@gitlab-job-token-scope/desired-state";
 * import { createGitLab } from "@gitlab-job-token-scope/facade";
 *
 * const gitlab = createGitLab({ url: "https://gitlab.example.com", token: "glpat-…" });
 * for await (const { project, audit, error } of auditAll(gitlab, ["group/app", "group/library"])) {
 *   console.log(project, audit?.findings ?? error);
 * }
 * ```
 */
export async function* auditAll(
  gitlab: GitLab,
  projects: Inputs<ProjectReference | DesiredState>,
  options: AuditAllOptions = {},
): AsyncGenerator<AuditResult, void, undefined> {
  const { request, ...run } = checkFleetOptions(options, targetsEntries);
  const { targets = true } = options;
  const { signal, ...limits } = request;
  const visibility = new TargetVisibility(gitlab);
  yield* runAll(projects, run, async (input): Promise<AuditResult> => {
    const project = typeof input === "object" && input !== null ? input.project : input;
    try {
      const audit = await auditWith(visibility, gitlab, input, {
        targets,
        request: limits,
        ...(signal && { signal }),
      });
      return { project, audit };
    } catch (error) {
      return { project, error };
    }
  });
}
