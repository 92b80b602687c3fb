import type { SeedGroup, SeedProject } from "@gitlab-job-token-scope/contract-fixture";

const topGroups = "data growth identity infra logistics mobile payments platform search security support web";
const subgroups = ["backend", "frontend", "tools"];
const names =
  "api auth-proxy cache charts ci-templates deploy docs gateway importer notifications-service sdk worker";

/** A fleet of projects in 12 groups with subgroups, with two entries per project on average. Always the same. */
export function createFleet(projectCount: number): {
  projects: (SeedProject &
    Required<Pick<SeedProject, "inboundEnabled" | "allowedProjects" | "allowedGroups">>)[];
  groups: SeedGroup[];
} {
  const next = createRandom();
  const groups = topGroups.split(" ").flatMap((path, i) => {
    const children = subgroups.slice(0, i % 4).map((name) => `${path}/${name}`);
    return [path, ...children].map((groupPath, k) => ({ id: 10_000 + 10 * i + k, path: groupPath }));
  });
  const choices = names.split(" ");
  const projects = Array.from({ length: projectCount }, (_, i) => ({
    id: i + 1,
    path: `${groups[next(groups.length)]?.path}/${choices[next(choices.length)]}-${i + 1}`,
    inboundEnabled: i % 25 !== 7,
    // Two thirds of the projects are called by none.
    allowedProjects: i % 3 === 0 ? distinct(5, () => 1 + next(projectCount), i + 1) : [],
    allowedGroups: i % 9 === 0 ? distinct(2, () => groups[next(groups.length)]?.id ?? 0) : [],
  }));
  return { projects, groups };
}

function distinct(number: number, create: () => number, except?: number): number[] {
  return [...new Set(Array.from({ length: number }, create))].filter((value) => value !== except);
}

function createRandom(): (limit: number) => number {
  let state = 1;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
}
