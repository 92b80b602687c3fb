import type { ErrorContext } from "./errors/error-context.js";
import { InvalidRequestError } from "./errors/invalid-request-error.js";
import type { GroupProjectsFilter } from "./internal/api/group-projects.js";
import { checkOptions } from "./internal/check-options.js";
import { requestOptionNames } from "./internal/http/limits.js";
import { type ListOptions, readListOptions } from "./list-options.js";
import type { RequestOptions } from "./options.js";

/** Which projects of a group are listed, and how. */
export interface GroupProjectsOptions extends ListOptions {
  /**
   * Whether the projects of all subgroups are listed too, at any depth.
   *
   * @default true
   */
  includeSubgroups?: boolean;
  /**
   * Whether archived projects are listed too.
   *
   * @default false
   */
  includeArchived?: boolean;
}

/**
 * Separates what is listed from the limit and the options of the requests.
 *
 * @throws {InvalidRequestError} When there is an unknown option, or a value is wrong.
 * @internal
 */
export function readGroupProjectsOptions(
  options: GroupProjectsOptions,
  context: ErrorContext,
): { filter: GroupProjectsFilter; limit: number; request: RequestOptions } {
  const known = [...requestOptionNames, "limit", "includeSubgroups", "includeArchived"];
  checkOptions("", options, known, context);
  const { includeSubgroups = true, includeArchived = false, ...listOptions } = options;
  for (const [name, value] of Object.entries({ includeSubgroups, includeArchived })) {
    if (typeof value === "boolean") continue;
    const found = value === null ? "null" : typeof value;
    throw new InvalidRequestError(`${name}: expected true or false, got ${found}`, context);
  }
  return { filter: { includeSubgroups, includeArchived }, ...readListOptions(listOptions, context) };
}
