import { DesiredStateError } from "./desired-state-error.js";
import { checkPlan } from "./internal/check-plan.js";
import type { Plan } from "./plan.js";

/**
 * Reads a plan that was stored as JSON: `parsePlan(JSON.stringify(plan))` equals `plan`.
 *
 * @throws {DesiredStateError} `invalid_plan`, with the places of everything that is wrong, when it is not JSON, not a plan of
 * this version, or was edited into something that cannot be: the same entry added and removed, the project itself on its own
 * list, a project opened before its entries are removed.
 *
 * @example
 * ```ts
 * import { readFile } from "node:fs/promises";
 * import { parsePlan } from "@gitlab-job-token-scope/desired-state";
 *
 * const plan = parsePlan(await readFile("plan.json", "utf8"));
 * ```
 */
export function parsePlan(json: string): Plan {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    // The reason would quote the text, which can contain a token.
    throw new DesiredStateError("invalid_plan", "plan: not JSON");
  }
  return checkPlan(value);
}
