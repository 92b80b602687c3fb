import { authenticate, canReadGroup } from "./access.js";
import { notFound } from "./api-error.js";
import type { Context } from "./call.js";
import { findGroup, findProject } from "./find.js";
import { checkBoolean } from "./parameters.js";
import { presentGroup, presentProject } from "./present.js";
import type { GitLabResponse } from "./response.js";

/** Gets a project; clients use this to look up its ID. [look-up-project] [look-up-role] */
export function getProject(context: Context): GitLabResponse {
  const token = authenticate(context.store, context.call.token, "read");
  return { status: 200, body: presentProject(context, findProject(context, token, "read")) };
}

/** Gets a group; clients use this to look up its ID. [look-up-group] [look-up-role] */
export function getGroup(context: Context): GitLabResponse {
  const token = authenticate(context.store, context.call.token, "read");
  checkBoolean(context.call, "with_projects");
  const group = findGroup(context);
  if (group === undefined || !canReadGroup(context.store, token, group)) throw notFound("Group");
  return { status: 200, body: presentGroup(context, group) };
}
