import { authenticate, canReadGroup } from "./access.js";
import { type Answer, notFound } from "./answer.js";
import type { Context } from "./call.js";
import { findProject, lookUpGroup } from "./find.js";
import { checkBoolean } from "./parameters.js";
import { presentGroup, presentProject } from "./present.js";

/** Reads a project, for its number. [look-up-project] [look-up-role] */
export function getProject(context: Context): Answer {
  const token = authenticate(context.world, context.call.token, "read");
  return { status: 200, body: presentProject(context, findProject(context, token, "read")) };
}

/** Reads a group, for its number. [look-up-group] [look-up-role] */
export function getGroup(context: Context): Answer {
  const token = authenticate(context.world, context.call.token, "read");
  checkBoolean(context.call, "with_projects");
  const group = lookUpGroup(context);
  if (group === undefined || !canReadGroup(context.world, token, group)) throw notFound("Group");
  return { status: 200, body: presentGroup(context, group) };
}
