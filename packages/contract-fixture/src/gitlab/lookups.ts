import { authenticate } from "./access.js";
import { invalidParameters } from "./api-error.js";
import type { Context } from "./call.js";
import { findProject, findReadableGroup } from "./find.js";
import { readBoolean } from "./parameters.js";
import { presentGroup, presentProject } from "./present.js";
import type { GitLabResponse } from "./response.js";
import type { Token } from "./store.js";

/** Gets a project; clients use this to look up its ID. [look-up-project] [look-up-role] */
export function getProject(context: Context): GitLabResponse {
  const token = identify(context);
  return { status: 200, body: presentProject(context, findProject(context, token), token) };
}

/** Gets a group; clients use this to look up its ID. [look-up-group] [look-up-role] */
export function getGroup(context: Context): GitLabResponse {
  const token = identify(context);
  const problems: string[] = [];
  readBoolean(context.call, "with_projects", problems);
  if (problems.length > 0) throw invalidParameters(...problems);
  return { status: 200, body: presentGroup(context, findReadableGroup(context, token)) };
}

/** A lookup does not require a token, but an invalid one is rejected. [look-up-anonymous] */
export function identify({ store, call: { token } }: Context): Token | undefined {
  return token === undefined ? undefined : authenticate(store, token, "read");
}
