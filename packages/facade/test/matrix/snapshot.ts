import type { MockGitLab, Seed } from "@gitlab-job-token-scope/contract-fixture";

/** May only read and change project 1: the projects and groups named `secret` are invisible to it. */
export const maintainerToken = "glpat-maintainer";

/** `group/app` has two entries on each list, one of which is invisible to the maintainer; the scope of `group/open` is off. */
export const seed: Seed = {
  projects: [
    { id: 1, path: "group/app", allowedProjects: [2, 50], allowedGroups: [8, 50] },
    { id: 2, path: "group/library" },
    { id: 3, path: "group/open", inboundEnabled: false },
    { id: 42, path: "group/tool" },
    { id: 50, path: "secret/listed" },
    { id: 60, path: "secret/unlisted" },
  ],
  groups: [
    { id: 7, path: "group" },
    { id: 8, path: "partner" },
    { id: 50, path: "secret-listed" },
    { id: 60, path: "secret-unlisted" },
  ],
  tokens: [
    { token: "glpat-administrator", admin: true },
    { token: maintainerToken, roles: { projects: { 1: "maintainer" } } },
  ],
};

/** Everything in GitLab that the facade can change. */
export interface Snapshot {
  /** Whether the scope of each project is on. */
  readonly enabled: Readonly<Record<number, boolean>>;
  /** The entries on the list of projects of each project. */
  readonly project: Readonly<Record<number, readonly number[]>>;
  /** The entries on the list of groups of each project. */
  readonly group: Readonly<Record<number, readonly number[]>>;
}

export function takeSnapshot(server: MockGitLab): Snapshot {
  const { projects } = server.state();
  return {
    enabled: Object.fromEntries(projects.map(({ id, inboundEnabled }) => [id, inboundEnabled])),
    project: Object.fromEntries(projects.map(({ id, allowedProjects }) => [id, allowedProjects])),
    group: Object.fromEntries(projects.map(({ id, allowedGroups }) => [id, allowedGroups])),
  };
}

/** A snapshot in which the scope of a project is on or off. */
export function withEnabled(snapshot: Snapshot, id: number, enabled: boolean): Snapshot {
  return { ...snapshot, enabled: { ...snapshot.enabled, [id]: enabled } };
}

/** A snapshot in which an entry is on a list of project 1. */
export function withEntry(snapshot: Snapshot, kind: "project" | "group", id: number): Snapshot {
  const others = withoutEntry(snapshot, kind, id)[kind][1] ?? [];
  return { ...snapshot, [kind]: { ...snapshot[kind], 1: [...others, id].sort((a, b) => a - b) } };
}

/** A snapshot in which an entry is not on a list of project 1. */
export function withoutEntry(snapshot: Snapshot, kind: "project" | "group", id: number): Snapshot {
  const others = snapshot[kind][1]?.filter((one) => one !== id) ?? [];
  return { ...snapshot, [kind]: { ...snapshot[kind], 1: others } };
}

export function isSame(one: Snapshot, other: Snapshot): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The projects whose state differs, for a message. */
export function describeDifference(before: Snapshot, after: Snapshot): string {
  const differing = (["enabled", "project", "group"] as const).flatMap((key) =>
    Object.keys({ ...before[key], ...after[key] })
      .map(Number)
      .filter((id) => JSON.stringify(before[key][id]) !== JSON.stringify(after[key][id]))
      .map((id) => `${key} of ${id} is ${JSON.stringify(after[key][id])}`.slice(0, 200)),
  );
  return differing.length === 0 ? "nothing has changed" : differing.join(", ");
}
