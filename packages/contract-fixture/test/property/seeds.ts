import type {
  Role,
  Seed,
  SeedGroup,
  SeedProject,
  SeedToken,
  TokenScope,
} from "@gitlab-job-token-scope/contract-fixture";
import fc from "fast-check";

/** The projects that a seed can contain, with their former paths. Two IDs are also IDs of groups. */
export const projects = [
  { id: 1, path: "group/app", formerPath: "group/old-app" },
  { id: 2, path: "group/library", formerPath: "old/library" },
  { id: 7, path: "group/sub/tool", formerPath: "old/sub/tool" },
  { id: 42, path: "partner/Api.v2", formerPath: "partner/api" },
  { id: 43, path: "someone/notes", formerPath: "someone/0" },
];

/** The groups that a seed can contain. */
export const groups = [
  { id: 7, path: "group" },
  { id: 8, path: "group/sub" },
  { id: 42, path: "Partner" },
  { id: 99, path: "1e3" },
];

/** The administrator token of every seed. */
export const administrator = "administrator";

/** The tokens that a seed can contain, with random permissions. */
export const users = ["alice", "bob", "carol"];

const projectIds = projects.map(({ id }) => id);
const groupIds = groups.map(({ id }) => id);
const visibility = fc.constantFrom("private", "internal", "public");

const project: fc.Arbitrary<SeedProject> = fc
  .tuple(
    fc.constantFrom(...projects),
    fc.boolean(),
    fc.record({ visibility, archived: fc.boolean(), inboundEnabled: fc.boolean() }, { requiredKeys: [] }),
    fc.record({ allowedProjects: fc.subarray(projectIds), allowedGroups: fc.subarray(groupIds) }),
  )
  .map(([{ id, path, formerPath }, hasMoved, settings, lists]) => ({
    id,
    path,
    ...settings,
    ...lists,
    ...(hasMoved && { formerPaths: [formerPath] }),
  }));

const group: fc.Arbitrary<SeedGroup> = fc
  .tuple(fc.constantFrom(...groups), fc.record({ visibility }, { requiredKeys: [] }))
  .map(([base, settings]) => ({ ...base, ...settings }));

// High roles are more likely, so that most calls get past the permission checks.
const role = fc.constantFrom("owner", "maintainer", "maintainer", "developer", "reporter", "guest");

const user: fc.Arbitrary<SeedToken> = fc
  .tuple(
    fc.constantFrom(...users),
    fc.record(
      {
        scopes: fc.oneof(
          { weight: 3, arbitrary: fc.constant<TokenScope[]>(["api"]) },
          fc.subarray<TokenScope>(["api", "read_api"]),
        ),
        state: fc.oneof(
          { weight: 4, arbitrary: fc.constant("active") },
          fc.constantFrom("expired", "revoked"),
        ),
      },
      { requiredKeys: [] },
    ),
    fc.record({
      projects: fc.dictionary(fc.constantFrom(...projectIds.map(String)), role),
      groups: fc.dictionary(fc.constantFrom(...groupIds.map(String)), role),
    }),
  )
  .map(([token, settings, roles]) => ({ token, ...settings, roles }));

/** Small random seeds. */
export const seeds: fc.Arbitrary<Seed> = fc
  .record({
    enforced: fc.boolean(),
    projects: fc.uniqueArray(project, { selector: ({ id }) => id, minLength: 2, maxLength: 5, size: "max" }),
    groups: fc.uniqueArray(group, { selector: ({ id }) => id, maxLength: 4, size: "max" }),
    tokens: fc.uniqueArray(user, { selector: ({ token }) => token, maxLength: 3, size: "max" }),
  })
  .map(({ enforced, projects, groups, tokens }) => {
    const hasProject = (id: number | string): boolean =>
      projects.some((project) => project.id === Number(id));
    const hasGroup = (id: number | string): boolean => groups.some((group) => group.id === Number(id));
    return {
      instance: { enforced },
      projects: projects.map((project) => ({
        ...project,
        allowedProjects: project.allowedProjects?.filter(hasProject) ?? [],
        allowedGroups: project.allowedGroups?.filter(hasGroup) ?? [],
      })),
      groups,
      tokens: [
        { token: administrator, admin: true },
        ...tokens.map(({ roles, ...token }) => ({
          ...token,
          roles: { projects: only(roles?.projects, hasProject), groups: only(roles?.groups, hasGroup) },
        })),
      ],
    };
  });

/** Adds entries to the allowlists of the first project until they have the given size. */
export function fillLists(seed: Seed, entries: number): Seed {
  const [first, ...rest] = seed.projects ?? [];
  if (first === undefined) return seed;
  const { allowedProjects = [], allowedGroups = [] } = first;
  const createIds = (count: number): number[] =>
    Array.from({ length: Math.max(0, count) }, (_, i) => 1000 + i);
  const fillerProjects = createIds(entries - allowedProjects.length);
  const fillerGroups = createIds(entries - allowedGroups.length);
  const filled = {
    ...first,
    allowedProjects: [...allowedProjects, ...fillerProjects],
    allowedGroups: [...allowedGroups, ...fillerGroups],
  };
  return {
    ...seed,
    projects: [filled, ...rest, ...fillerProjects.map((id) => ({ id, path: `filler/p${id}` }))],
    groups: [...(seed.groups ?? []), ...fillerGroups.map((id) => ({ id, path: `g${id}` }))],
  };
}

function only(roles: Record<string, Role> = {}, isKnown: (id: string) => boolean): Record<string, Role> {
  return Object.fromEntries(Object.entries(roles).filter(([id]) => isKnown(id)));
}
