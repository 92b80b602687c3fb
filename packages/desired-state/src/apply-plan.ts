import type { GitLab, RequestOptions } from "@gitlab-job-token-scope/facade";
import * as v from "valibot";
import { DesiredStateError } from "./desired-state-error.js";
import { checkOptions, requestEntries, requestOf } from "./internal/check-options.js";
import { checkPlan } from "./internal/check-plan.js";
import { guardOf } from "./internal/guard.js";
import { makeChange } from "./internal/make-change.js";
import { boolean, oneOf, value } from "./internal/values.js";
import type { ApplyResult, Outcome } from "./outcome.js";
import type { Plan } from "./plan.js";

/**
 * A change that is dangerous, and is made only when it is allowed:
 *
 * - `open`: turns the restriction off, so that job tokens of every project can use the project's API
 * - `empty`: removes the last entry of a list, apart from the project itself
 * - `partial`: goes on where an addition has failed: restricts the project, and removes entries that the addition may replace
 */
export type Permission = "open" | "empty" | "partial";

/** How a plan is applied. */
export interface ApplyOptions {
  /**
   * The dangerous changes that may be made.
   *
   * @default []
   */
  readonly allow?: readonly Permission[];
  /**
   * Sends nothing: every outcome is `skipped`, and says whether the change would be tried.
   *
   * @default false
   */
  readonly dryRun?: boolean;
  /** Ends the run. The change under way may be `unconfirmed`, and those behind it are `skipped`. */
  readonly signal?: NonNullable<RequestOptions["signal"]>;
  /** Called after each change, in order. What it throws ends the run. */
  readonly onOutcome?: (outcome: Outcome) => void;
  /** The limits of each request. */
  readonly request?: Omit<RequestOptions, "signal">;
}

const permission = /* @__PURE__ */ oneOf(["open", "empty", "partial"]);

/**
 * The options for one plan as well as for many.
 *
 * @internal
 */
export const permissionEntries: { readonly allow: v.GenericSchema; readonly dryRun: v.GenericSchema } = {
  allow: /* @__PURE__ */ v.optional(
    /* @__PURE__ */ v.array(permission, 'expected an array such as ["open"]'),
  ),
  dryRun: /* @__PURE__ */ v.optional(boolean),
};

const applyEntries = {
  ...requestEntries,
  ...permissionEntries,
  onOutcome: /* @__PURE__ */ v.optional(
    /* @__PURE__ */ value("a function", (found) => typeof found === "function"),
  ),
};

/**
 * Makes the changes of a plan, one after the other, and reports what became of each. It looks at what is there, not at what
 * was there when the plan was made: a change that is so already is `already`. A failure does not stop the changes behind it,
 * except those by which somebody could lose access who is meant to have it.
 *
 * Applying a plan again is safe: it makes what was not made.
 *
 * @throws {DesiredStateError} `invalid_plan`, `invalid_option`, or `other_gitlab` when the plan was made for another GitLab.
 * Nothing was sent. Failures of GitLab's are not thrown: they are in the outcomes.
 *
 * @example
 * ```ts
 * import { applyPlan, planProject } from "@gitlab-job-token-scope/desired-state";
 * import { createGitLab } from "@gitlab-job-token-scope/facade";
 *
 * const gitlab = createGitLab({ url: "https://gitlab.example.com", token: "glpat-…" });
 * const plan = await planProject(gitlab, { project: "group/app", inboundEnabled: true, projects: ["group/tool"] });
 * const { ok, outcomes } = await applyPlan(gitlab, plan);
 * ```
 */
export async function applyPlan(
  gitlab: GitLab,
  plan: Plan,
  options: ApplyOptions = {},
): Promise<ApplyResult> {
  const checked = checkPlan(plan);
  checkOptions(applyEntries, options);
  if (checked.gitlab !== gitlab.url) {
    throw new DesiredStateError(
      "other_gitlab",
      `The plan was made for ${checked.gitlab}, and would be applied to ${gitlab.url}.`,
    );
  }
  const { allow = [], dryRun = false, signal, onOutcome, request = {} } = options;
  const { jobTokenScope } = gitlab.project(checked.project.id);
  const guard = guardOf(checked, new Set(allow));
  const outcomes: Outcome[] = [];
  for (const change of checked.changes) {
    const refused = guard.check(change);
    let outcome: Outcome;
    if (signal?.aborted === true)
      outcome = skip(change, "aborted", "The run was aborted before this change.");
    else if (refused !== undefined) outcome = { change, status: "skipped", error: refused };
    else if (dryRun) outcome = skip(change, "dry_run", "This change would be made.");
    else outcome = await makeChange(jobTokenScope, change, requestOf(signal, request));
    guard.record(outcome);
    outcomes.push(outcome);
    onOutcome?.(outcome);
  }
  const ok = checked.missing.length === 0 && outcomes.every(({ error }) => error === undefined);
  return { ok, outcomes };
}

function skip(change: Outcome["change"], code: "aborted" | "dry_run", message: string): Outcome {
  return { change, status: "skipped", error: { code, message } };
}
