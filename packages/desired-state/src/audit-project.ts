import type { GitLab, ProjectReference, RequestOptions } from "@gitlab-job-token-scope/facade";
import * as v from "valibot";
import type { Audit } from "./audit.js";
import type { DesiredState } from "./desired-state.js";
import { checkOptions, requestEntries, requestOf } from "./internal/check-options.js";
import { checkState } from "./internal/check-state.js";
import { decide } from "./internal/decide.js";
import { describeFindings } from "./internal/describe-findings.js";
import { readCurrent } from "./internal/read-current.js";
import { resolveState } from "./internal/resolve-state.js";
import { TargetVisibility } from "./internal/target-visibility.js";
import { boolean } from "./internal/values.js";

/** How a project is audited. */
export interface AuditOptions {
  /**
   * Whether to look up each entry, to find those whose project or group the token's user cannot see: a request for each.
   *
   * @default true
   */
  readonly targets?: boolean;
  readonly signal?: NonNullable<RequestOptions["signal"]>;
  /** The limits of each request. */
  readonly request?: Omit<RequestOptions, "signal">;
}

/**
 * The options for one project as well as for many.
 *
 * @internal
 */
export const targetsEntries: { readonly targets: v.GenericSchema } = {
  targets: /* @__PURE__ */ v.optional(boolean),
};

const auditEntries = { ...requestEntries, ...targetsEntries };

/**
 * Reports what a project allows, and what somebody should look at. Changes nothing.
 *
 * @param project The project, or its desired state: what differs from it is reported, too.
 * @throws {DesiredStateError} `invalid_state` or `invalid_option`. Nothing was sent.
 * @throws {JobTokenScopeError} When the project cannot be read: `not_found`, `forbidden` and others.
 *
 * @example
 * ```ts
 * import { auditProject } from "@gitlab-job-token-scope/desired-state";
 * import { createGitLab } from "@gitlab-job-token-scope/facade";
 *
 * const gitlab = createGitLab({ url: "https://gitlab.example.com", token: "glpat-…" });
 * const { inboundEnabled, findings } = await auditProject(gitlab, "group/app");
 * ```
 */
export async function auditProject(
  gitlab: GitLab,
  project: ProjectReference | DesiredState,
  options: AuditOptions = {},
): Promise<Audit> {
  return auditWith(new TargetVisibility(gitlab), gitlab, project, options);
}

/**
 * Audits a project with what is known of targets from others.
 *
 * @internal
 */
export async function auditWith(
  visibility: TargetVisibility,
  gitlab: GitLab,
  project: ProjectReference | DesiredState,
  options: AuditOptions,
): Promise<Audit> {
  checkOptions(auditEntries, options);
  const { targets = true, signal, request: limits = {} } = options;
  const request = requestOf(signal, limits);
  const isState = typeof project === "object" && project !== null;
  const checked = checkState(isState ? project : { project });
  const everything = { inboundEnabled: true, projects: true, groups: true };
  const current = await readCurrent(gitlab, checked.project, everything, request);
  const { lists, inboundEnabled = true } = current;
  const projects = (lists.project ?? []).filter(({ id }) => id !== current.project.id);
  const groups = lists.group ?? [];
  const invisible = targets ? await visibility.findInvisible([...projects, ...groups], request) : [];
  const plan = isState ? decide(current, await resolveState(gitlab, checked, current, request)) : undefined;
  return {
    version: 1,
    gitlab: current.gitlab,
    project: current.project,
    inboundEnabled,
    projects,
    groups,
    ...describeFindings({ inboundEnabled, projects, groups }, invisible, plan),
  };
}
