import { authenticate, canReadProject } from "./access.js";
import { cannotModifyScope, maxEntries, projectLimitReached, targetUnreadable } from "./allowlist-rules.js";
import { badRequest, notFound } from "./api-error.js";
import type { Context } from "./call.js";
import { findProject, findProjectById, requireMaintainer } from "./find.js";
import { paginate } from "./paginate.js";
import { requireIds } from "./parameters.js";
import { presentAllowedProject } from "./present.js";
import type { GitLabResponse } from "./response.js";

/** Lists the project itself and the projects on its allowlist. [list-own-project] [list-unreadable] [list-order] */
export function listAllowedProjects(context: Context): GitLabResponse {
  const { store, call } = context;
  const token = authenticate(store, call.token, "read");
  const respondWithPage = paginate(call);
  const project = findProject(context, token);
  requireMaintainer(context, token, project);
  // Not deduplicated. [list-own-project-twice]
  const ids = [project.id, ...project.allowedProjects].sort((a, b) => a - b);
  // Stryker disable next-line ArrayDeclaration: the store has every project on a list.
  const rows = ids.flatMap((id) => store.projects.get(id) ?? []);
  return respondWithPage(rows, (row) => presentAllowedProject(context, row));
}

/** Adds a project to the allowlist. [order-role-before-target] [order-target-before-rules] */
export function allowProject(context: Context): GitLabResponse {
  const { store, profile, call } = context;
  const token = authenticate(store, call.token, "write");
  const [id, targetId] = requireIds(call, "target_project_id");
  const source = findProjectById(context, token, id);
  requireMaintainer(context, token, source);

  const target = store.projects.get(targetId);
  // [target-project-unknown]
  if (target === undefined) throw notFound("target_project_id not found");
  if (!canReadProject(store, token, target)) throw badRequest(targetUnreadable("target_project"));
  // [own-project-refused] [own-project-added]
  if (targetId === source.id && !profile.ownProjectCanBeAdded) {
    throw badRequest("Validation failed: Target project can't be the same as the source project");
  }
  // [order-limit-before-duplicate]
  if (source.allowedProjects.size >= maxEntries) throw badRequest(projectLimitReached);
  if (source.allowedProjects.has(targetId)) throw badRequest(profile.duplicateProjectMessage);

  source.allowedProjects.add(targetId);
  // [add-entry] [entry-id]
  return { status: 201, body: { source_project_id: source.id, target_project_id: targetId } };
}

/** Removes a project from the allowlist. [order-delete-target-first] */
export function disallowProject(context: Context): GitLabResponse {
  const { store, profile, call } = context;
  const token = authenticate(store, call.token, "write");
  const [id, targetId] = requireIds(call, "target_project_id");
  const target = store.projects.get(targetId);
  // [target-project-unknown-delete]
  if (target === undefined) throw notFound("Project");
  // [remove-unreadable-refused] [remove-unreadable]
  if (!profile.unreadableProjectCanBeRemoved && !canReadProject(store, token, target)) {
    throw notFound("Project");
  }
  const source = findProjectById(context, token, id);
  requireMaintainer(context, token, source, cannotModifyScope);

  // [own-project-kept]
  if (targetId === source.id) throw badRequest("Source project cannot be removed from the job token scope");
  // [not-listed-project]
  if (!source.allowedProjects.delete(targetId)) {
    throw badRequest("Target project is not in the job token scope");
  }
  // [remove-entry]
  return { status: 204 };
}
