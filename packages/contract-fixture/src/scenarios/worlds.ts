import { builtInSeed, type SeedProject } from "../gitlab/seed.js";
import type { Scenario } from "./scenario.js";

type World = NonNullable<Scenario["world"]>;

const app = { id: 1, path: "group/app" };
const tool = { id: 42, path: "group/tool" };
/** As many as a list holds. */
const services = Array.from({ length: 200 }, (_, i) => ({ id: 1001 + i, path: `group/service-${i + 1}` }));
const teams = Array.from({ length: 200 }, (_, i) => ({ id: 1001 + i, path: `team-${i + 1}` }));

/** An instance that enforces the scope. */
export const enforcing: World = { ...builtInSeed, instance: { enforced: true } };

/** The ids of the 200 projects on a full allowlist: 1001 to 1200. */
export const serviceIds: number[] = services.map(({ id }) => id);

/** The project's list of projects is full. */
export const fullOfProjects: World = {
  projects: [{ ...app, allowedProjects: serviceIds }, tool, ...services],
  groups: builtInSeed.groups,
};

/** The project's list of groups is full. */
export const fullOfGroups: World = {
  projects: [{ ...app, allowedGroups: teams.map(({ id }) => id) }],
  groups: [...builtInSeed.groups, ...teams],
};

/** The built-in world, in which more is known of the project `group/app`. */
export function withApp(more: Omit<SeedProject, "id" | "path">): World {
  return { ...builtInSeed, projects: [{ ...app, ...more }, tool] };
}
