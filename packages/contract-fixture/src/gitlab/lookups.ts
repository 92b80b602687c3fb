import { authenticate, canReadGroup } from "./access.js";
import { notFound } from "./api-error.js";
import type { Context } from "./call.js";
import { findGroup, findProject } from "./find.js";
import { checkBoolean } from "./parameters.js";
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
  checkBoolean(context.call, "with_projects");
  const group = findGroup(context);
  if (group === undefined || !canReadGroup(context.store, token, group)) throw notFound("Group");
  return { status: 200, body: presentGroup(context, group) };
}

/** A lookup does not require a token, but an invalid one is rejected. [look-up-anonymous] */
function identify({ store, call: { token } }: Context): Token | undefined {
  return token === undefined ? undefined : authenticate(store, token, "read");
}
