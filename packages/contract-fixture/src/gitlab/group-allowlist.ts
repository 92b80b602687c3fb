import { authenticate, canReadGroup } from "./access.js";
import { cannotModifyScope, groupLimitReached, maxEntries, targetUnreadable } from "./allowlist-rules.js";
import { badRequest, notFound } from "./api-error.js";
import type { Context } from "./call.js";
import { findProject, findProjectById, requireMaintainer } from "./find.js";
import { paginate } from "./paginate.js";
import { requireIds } from "./parameters.js";
import { presentAllowedGroup } from "./present.js";
import type { GitLabResponse } from "./response.js";

/** Lists the groups on the allowlist. [list-unreadable] [list-order] */
export function listAllowedGroups(context: Context): GitLabResponse {
  const { store, call } = context;
  const token = authenticate(store, call.token, "read");
  const respondWithPage = paginate(call);
  const project = findProject(context, token);
  requireMaintainer(context, token, project);
  const ids = [...project.allowedGroups].sort((a, b) => a - b);
  // Stryker disable next-line ArrayDeclaration: the store has every group on a list.
  const rows = ids.flatMap((id) => store.groups.get(id) ?? []);
  return respondWithPage(rows, (row) => presentAllowedGroup(context, row));
}

/** Adds a group to the allowlist. [order-role-before-target] [order-target-before-rules] */
export function allowGroup(context: Context): GitLabResponse {
  const { store, call } = context;
  const token = authenticate(store, call.token, "write");
  const [id, targetId] = requireIds(call, "target_group_id");
  const source = findProjectById(context, token, id);
  requireMaintainer(context, token, source);

  const target = store.groups.get(targetId);
  // [target-group-unknown]
  if (target === undefined) throw notFound("target_group_id not found");
  if (!canReadGroup(store, token, target)) throw badRequest(targetUnreadable("target_group"));
  // [order-limit-before-duplicate]
  if (source.allowedGroups.size >= maxEntries) throw badRequest(groupLimitReached);
  // [duplicate-group]
  if (source.allowedGroups.has(targetId)) {
    throw badRequest("This group is already in the job token allowlist.");
  }

  source.allowedGroups.add(targetId);
  // [add-entry] [entry-id]
  return { status: 201, body: { source_project_id: source.id, target_group_id: targetId } };
}

/**
 * Removes a group from the allowlist, even one that the caller cannot read. [order-delete-target-first]
 * [remove-unreadable-group]
 */
export function disallowGroup(context: Context): GitLabResponse {
  const { store, call } = context;
  const token = authenticate(store, call.token, "write");
  const [id, targetId] = requireIds(call, "target_group_id");
  if (!store.groups.has(targetId)) throw notFound("target_group_id not found");
  const source = findProjectById(context, token, id);
  requireMaintainer(context, token, source, cannotModifyScope);

  // [not-listed-group]
  if (!source.allowedGroups.delete(targetId)) throw badRequest("Target group is not in the job token scope");
  // [remove-entry]
  return { status: 204 };
}
