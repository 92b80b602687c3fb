import { Gitlab } from "@gitbeaker/rest";
import type { FleetState } from "./fleet-state.ts";

/** Keeps projects in their desired state, as a careful script does: it looks each path up once. */
export async function keepWithGitbeaker(
  host: string,
  token: string,
  states: readonly FleetState[],
): Promise<void> {
  const gitlab = new Gitlab({ host, token });
  const scopes = gitlab.ProjectJobTokenScopes;
  const ids = new Map<string, Promise<number>>();
  const idOf = (kind: "projects" | "groups", path: string): Promise<number> => {
    const key = `${kind} ${path}`;
    const find = async (): Promise<number> =>
      (await (kind === "projects" ? gitlab.Projects.show(path) : gitlab.Groups.show(path))).id;
    const id = ids.get(key) ?? find();
    ids.set(key, id);
    return id;
  };
  for (const state of states) {
    const { id } = await gitlab.Projects.show(state.project);
    const setting = await scopes.show(id);
    const projects = await scopes.showInboundAllowList(id);
    const groups = await scopes.showGroupsAllowList(id);
    const desiredProjects = new Set<number>([id]);
    for (const path of state.projects) {
      const listed = projects.find((project) => project.path_with_namespace === path);
      desiredProjects.add(listed?.id ?? (await idOf("projects", path)));
    }
    const desiredGroups = new Set<number>();
    for (const path of state.groups) {
      const listed = groups.find((group) => String(group["web_url"]).endsWith(`/groups/${path}`));
      desiredGroups.add(listed?.id ?? (await idOf("groups", path)));
    }
    const listedProjects = new Set(projects.map((project) => project.id));
    const listedGroups = new Set(groups.map((group) => group.id));
    for (const target of desiredProjects) {
      if (!listedProjects.has(target)) await scopes.addToInboundAllowList(id, target);
    }
    for (const target of desiredGroups) {
      if (!listedGroups.has(target)) await scopes.addToGroupsAllowList(id, target);
    }
    if (!setting.inbound_enabled) {
      await scopes.edit(id, true);
      // GitLab's response does not say whether the setting is in force.
      if (!(await scopes.show(id)).inbound_enabled) throw new Error(`${state.project} is open`);
    }
    for (const target of listedProjects) {
      if (!desiredProjects.has(target)) await scopes.removeFromInboundAllowList(id, target);
    }
    for (const target of listedGroups) {
      if (!desiredGroups.has(target)) await scopes.removeFromGroupsAllowList(id, target);
    }
  }
}
