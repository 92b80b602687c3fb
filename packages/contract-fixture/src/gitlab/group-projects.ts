import { canReadCode, canReadProject } from "./access.js";
import type { Context } from "./call.js";
import { findReadableGroup } from "./find.js";
import { identify } from "./lookups.js";
import { paginate } from "./paginate.js";
import { readBoolean, readChoice } from "./parameters.js";
import { baseName, presentListedProject, presentSimpleProject } from "./present.js";
import type { GitLabResponse } from "./response.js";
import type { Group, Project } from "./store.js";

const orders = [
  "id",
  "name",
  "path",
  "created_at",
  "updated_at",
  "last_activity_at",
  "similarity",
  "star_count",
] as const;
type Order = (typeof orders)[number];

/** Lists the projects of a group. [group-projects] [group-projects-group] [group-projects-visible] */
export function listGroupProjects(context: Context): GitLabResponse {
  const { store, call } = context;
  const token = identify(context);
  const problems: string[] = [];
  // In the order in which GitLab declares them. [parameters-joined]
  const archived = readBoolean(call, "archived", problems);
  const orderBy = readChoice(call, "order_by", orders, problems) ?? "created_at";
  const direction = readChoice(call, "sort", ["asc", "desc"], problems) === "asc" ? 1 : -1;
  const isSimple = readBoolean(call, "simple", problems) ?? false;
  // Only checked: no project of the fixture is shared with a group. [group-projects-shared]
  readBoolean(call, "with_shared", problems);
  const includesSubgroups = readBoolean(call, "include_subgroups", problems) ?? false;
  const respondWithPage = paginate(call, problems);

  const group = findReadableGroup(context, token);
  const projects = [...store.projects.values()]
    .filter((project) => isBelow(group, project, includesSubgroups))
    // [group-projects-archived]
    .filter((project) => archived === undefined || project.archived === archived)
    .filter((project) => canReadProject(store, token, project))
    .sort((one, other) => compare(one, other, orderBy, direction));
  return respondWithPage(projects, (project) => {
    // [group-projects-code-fields]
    const includesCode = canReadCode(store, token, project);
    const present = isSimple ? presentSimpleProject : presentListedProject;
    return present(context, project, includesCode);
  });
}

/** [group-projects-subgroups] */
function isBelow({ path }: Group, project: Project, includesSubgroups: boolean): boolean {
  const prefix = `${path}/`.toLowerCase();
  if (!project.path.toLowerCase().startsWith(prefix)) return false;
  return includesSubgroups || !project.path.slice(prefix.length).includes("/");
}

/** Names differ; of all times and stars, every project has the same. [group-projects-order] */
function compare(one: Project, other: Project, orderBy: Order, direction: 1 | -1): number {
  const byId = (one.id - other.id) * direction;
  const isByName = orderBy === "name" || orderBy === "path" || orderBy === "similarity";
  const [name, otherName] = [baseName(one.path), baseName(other.path)];
  if (!isByName || name === otherName) return byId;
  const byName = name < otherName ? -1 : 1;
  // Without a search, GitLab replaces the similarity by the ascending name.
  return orderBy === "similarity" ? byName : byName * direction;
}
