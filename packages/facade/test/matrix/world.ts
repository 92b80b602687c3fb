import type { MockGitLab, Seed } from "@gitlab-job-token-scope/contract-fixture";

/** `group/app` has one entry on each list, and may be given another; the scope of `group/open` is off. */
export const seed: Seed = {
  projects: [
    { id: 1, path: "group/app", allowedProjects: [2], allowedGroups: [8] },
    { id: 2, path: "group/library" },
    { id: 3, path: "group/open", inboundEnabled: false },
    { id: 42, path: "group/tool" },
  ],
  groups: [
    { id: 7, path: "group" },
    { id: 8, path: "partner" },
  ],
};

/** What can be changed in GitLab, as it stands. */
export interface World {
  /** Whether the scope of each project is on. */
  enabled: Record<number, boolean>;
  /** The entries of project 1. */
  projects: readonly number[];
  groups: readonly number[];
}

export function worldOf(server: MockGitLab): World {
  const { projects } = server.state();
  const app = projects.find(({ id }) => id === 1);
  return {
    enabled: Object.fromEntries(projects.map(({ id, inboundEnabled }) => [id, inboundEnabled])),
    projects: app?.allowedProjects ?? [],
    groups: app?.allowedGroups ?? [],
  };
}

export function isSame(one: World, other: World): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
