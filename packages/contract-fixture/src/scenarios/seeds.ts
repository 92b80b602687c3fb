import { maxEntries } from "../gitlab/allowlist-rules.js";
import { builtInSeed, type SeedProject } from "../gitlab/seed.js";
import type { Scenario } from "./scenario.js";

type ScenarioSeed = NonNullable<Scenario["seed"]>;

const app = { id: 1, path: "group/app" };
const tool = { id: 42, path: "group/tool" };
/** As many as an allowlist can hold. */
const services = Array.from({ length: maxEntries }, (_, i) => ({
  id: 1001 + i,
  path: `group/service-${i + 1}`,
}));
const teams = Array.from({ length: maxEntries }, (_, i) => ({ id: 1001 + i, path: `team-${i + 1}` }));

/** An instance that enforces the scope. */
export const enforcing: ScenarioSeed = { ...builtInSeed, instance: { enforced: true } };

/** The IDs of the 200 projects on a full allowlist: 1001 to 1200. */
export const serviceIds: number[] = services.map(({ id }) => id);

/** The allowlist of projects is full. */
export const fullOfProjects: ScenarioSeed = {
  projects: [{ ...app, allowedProjects: serviceIds }, tool, ...services],
  groups: builtInSeed.groups,
};

/** The allowlist of groups is full. */
export const fullOfGroups: ScenarioSeed = {
  projects: [{ ...app, allowedGroups: teams.map(({ id }) => id) }],
  groups: [...builtInSeed.groups, ...teams],
};

/** The default seed, with additional fields for the project `group/app`. */
export function withApp(fields: Omit<SeedProject, "id" | "path">): ScenarioSeed {
  return { ...builtInSeed, projects: [{ ...app, ...fields }, tool] };
}
