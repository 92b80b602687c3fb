import type {
  GitLab,
  GroupAllowlist,
  ProjectAllowlist,
  RequestOptions,
} from "@gitlab-job-token-scope/facade";
import { type FaultTarget, named, type Operation } from "./operation.js";
import { maintainerToken, type Snapshot, withEntry, withoutEntry } from "./snapshot.js";

/** What differs between the two lists of project 1. */
interface List {
  readonly kind: "project" | "group";
  readonly path: string;
  /** Listed, and visible to an administrator only. */
  readonly listed: number;
  readonly unlisted: number;
  readonly unlistedPath: string;
  /** The rows that are no entries. */
  readonly own: readonly number[];
  /** How GitLab refuses an entry when the list is full. */
  readonly fullMessage: string;
  of(gitlab: GitLab, project: number | string): ProjectAllowlist | GroupAllowlist;
  createByObject(gitlab: GitLab, id: number, options: RequestOptions): Promise<{ getId(): number }>;
}

const lists: readonly List[] = [
  {
    kind: "project",
    path: "/projects/1/job_token_scope/allowlist",
    listed: 2,
    unlisted: 42,
    unlistedPath: "group/tool",
    own: [1],
    fullMessage: "Source project exceeds the allowable number of project links in this direction",
    of: (gitlab, project) => gitlab.project(project).jobTokenScope.allowlist,
    createByObject: (gitlab, id, options) =>
      gitlab.project(1).jobTokenScope.allowlist.create({ targetProjectId: id }, options),
  },
  {
    kind: "group",
    path: "/projects/1/job_token_scope/groups_allowlist",
    listed: 8,
    unlisted: 7,
    unlistedPath: "group",
    own: [],
    fullMessage: "Source project exceeds the allowable number of group links",
    of: (gitlab, project) => gitlab.project(project).jobTokenScope.groupsAllowlist,
    createByObject: (gitlab, id, options) =>
      gitlab.project(1).jobTokenScope.groupsAllowlist.create({ targetGroupId: id }, options),
  },
];

/** Invisible to the maintainer. */
const secretListed = 50;
const secretUnlisted = 60;

function operationsOf({ kind, path, listed, unlisted, unlistedPath, own, ...list }: List): Operation[] {
  const page = (role: FaultTarget["role"]): FaultTarget => ({ ...named("GET", path), role });
  const read = page("read");
  const lookUp = (of: "project" | "group", fullPath: string): FaultTarget => ({
    ...named("GET", `/${of}s/${encodeURIComponent(fullPath)}`),
    role: "read",
  });
  const post = (id: number): FaultTarget => ({
    ...named("POST", path, { [kind === "project" ? "target_project_id" : "target_group_id"]: id }),
    role: "write",
  });
  const remove = (id: number): FaultTarget => ({ ...named("DELETE", `${path}/${id}`), role: "write" });
  /** A write, and the read of the list after its response was lost. */
  const settled = (request: FaultTarget): FaultTarget[] => [
    request,
    { ...page("settle"), lostWrite: { request, isCarriedOut: true } },
    { ...page("settle"), lostWrite: { request, isCarriedOut: false } },
  ];
  const withOne = (id: number) => (before: Snapshot) => withEntry(before, kind, id);
  const withoutOne = (id: number) => (before: Snapshot) => withoutEntry(before, kind, id);
  const ids = (after: Snapshot) => [...own, ...(after[kind][1] ?? [])];
  const idsOf = (entries: readonly { getId(): number }[]) => entries.map((entry) => entry.getId());

  const reads: Operation[] = [
    {
      name: "list()",
      targets: [read],
      prepare:
        async ({ gitlab }) =>
        async (options) =>
          idsOf(await list.of(gitlab, 1).list(options)),
      value: ids,
    },
    {
      name: "list() by path",
      // The list of projects is read by the path, and tells the ID.
      targets:
        kind === "project"
          ? [{ ...named("GET", path.replace("/1/", "/group%2Fapp/")), role: "read" }]
          : [lookUp("project", "group/app"), read],
      prepare:
        async ({ gitlab }) =>
        async (options) =>
          idsOf(await list.of(gitlab, "group/app").list(options)),
      value: ids,
    },
    {
      name: "first()",
      targets: [read],
      prepare:
        async ({ gitlab }) =>
        async (options) =>
          (await list.of(gitlab, 1).first(options))?.getId(),
      value: (after) => ids(after)[0],
    },
  ];

  const creations: Operation[] = [
    {
      name: "create(object)",
      targets: settled(post(unlisted)),
      prepare:
        async ({ gitlab }) =>
        async (options) =>
          (await list.createByObject(gitlab, unlisted, options)).getId(),
      requested: withOne(unlisted),
      value: () => unlisted,
    },
    {
      name: "create(reference)",
      targets: [post(unlisted)],
      prepare:
        async ({ gitlab }) =>
        async (options) =>
          (await list.of(gitlab, 1).create(unlisted, options)).getId(),
      requested: withOne(unlisted),
      value: () => unlisted,
    },
    {
      name: "create() by path",
      targets: [lookUp(kind, unlistedPath), post(unlisted)],
      prepare:
        async ({ gitlab }) =>
        async (options) =>
          (await list.of(gitlab, 1).create(unlistedPath, options)).getId(),
      requested: withOne(unlisted),
      value: () => unlisted,
    },
    {
      name: "create() of a listed entry",
      targets: [post(listed)],
      prepare:
        async ({ gitlab }) =>
        async (options) =>
          (await list.of(gitlab, 1).create(listed, options)).getId(),
      requested: withOne(listed),
      isFulfilled: true,
      value: () => listed,
      refuses: "already_allowed",
    },
  ];

  const removals: Operation[] = [
    {
      name: "delete()",
      targets: settled(remove(listed)),
      prepare:
        async ({ gitlab }) =>
        (options) =>
          list.of(gitlab, 1).delete(listed, options),
      requested: withoutOne(listed),
    },
    {
      name: "delete() of an entry that is not listed",
      targets: [remove(unlisted)],
      prepare:
        async ({ gitlab }) =>
        (options) =>
          list.of(gitlab, 1).delete(unlisted, options),
      requested: withoutOne(unlisted),
      isFulfilled: true,
      refuses: "not_allowed",
    },
    {
      name: "entry.delete()",
      targets: settled(remove(listed)),
      prepare: async ({ gitlab }) => {
        const entry = (await list.of(gitlab, 1).list()).find(({ id }) => id === listed);
        return async (options) => entry?.delete(options);
      },
      requested: withoutOne(listed),
    },
  ];

  /** @param refusal GitLab's message, where it refuses every entry. */
  const ensurePresent = (
    id: number,
    refusal?: string,
  ): Pick<Operation, "prepare" | "requested" | "valueAfterLoss"> => ({
    prepare: async ({ gitlab, server }) => {
      if (refusal !== undefined) {
        const response = {
          status: 400,
          body: { message: `400 Bad request - Validation failed: ${refusal}` },
        };
        server.script(kind === "project" ? "allowProject" : "allowGroup", [response], { repeat: true });
      }
      return (options) => list.of(gitlab, 1).ensurePresent(id, options);
    },
    requested: withOne(id),
    valueAfterLoss: true,
  });
  const ensureAbsent = (id: number): Pick<Operation, "prepare" | "requested" | "valueAfterLoss"> => ({
    prepare:
      async ({ gitlab }) =>
      (options) =>
        list.of(gitlab, 1).ensureAbsent(id, options),
    requested: withoutOne(id),
    valueAfterLoss: true,
  });
  const ensurings: Operation[] = [
    {
      ...ensurePresent(unlisted),
      name: "ensurePresent()",
      targets: settled(post(unlisted)),
      value: () => true,
    },
    {
      ...ensurePresent(listed),
      name: "ensurePresent() of a listed entry",
      targets: [post(listed)],
      isFulfilled: true,
      value: () => false,
    },
    {
      ...ensurePresent(unlisted, list.fullMessage),
      name: "ensurePresent() on a full list",
      targets: [post(unlisted), page("check")],
      refuses: "allowlist_full",
      refusesUnchecked: "allowlist_full",
    },
    {
      ...ensurePresent(listed, list.fullMessage),
      name: "ensurePresent() of a listed entry on a full list",
      targets: [post(listed), page("check")],
      isFulfilled: true,
      value: () => false,
      refusesUnchecked: "allowlist_full",
    },
    {
      ...ensurePresent(secretUnlisted),
      name: "ensurePresent() of an invisible target",
      token: maintainerToken,
      targets: [post(secretUnlisted), page("check")],
      refuses: "target_inaccessible",
      refusesUnchecked: "target_inaccessible",
    },
    {
      ...ensurePresent(secretListed),
      name: "ensurePresent() of an invisible target that is listed",
      token: maintainerToken,
      targets: [post(secretListed), page("check")],
      isFulfilled: true,
      value: () => false,
      refusesUnchecked: "target_inaccessible",
    },
    {
      ...ensureAbsent(listed),
      name: "ensureAbsent()",
      targets: settled(remove(listed)),
      value: () => true,
    },
    {
      ...ensureAbsent(unlisted),
      name: "ensureAbsent() of an entry that is not listed",
      targets: [remove(unlisted)],
      isFulfilled: true,
      value: () => false,
    },
  ];

  return [...reads, ...creations, ...removals, ...ensurings].map((operation) => ({
    ...operation,
    name: `${kind}s: ${operation.name}`,
  }));
}

/** A list of two pages, which are read one after the other. */
const twoPages: Operation = {
  name: "groups: pages()",
  scenario: "group-limit",
  targets: ["", " page 2"].map((page) => ({
    ...named("GET", `/projects/1/job_token_scope/groups_allowlist${page}`),
    role: "read",
  })),
  prepare:
    async ({ gitlab }) =>
    async (options) => {
      const found: number[] = [];
      for await (const entries of gitlab.project(1).jobTokenScope.groupsAllowlist.pages(options)) {
        found.push(...entries.map((entry) => entry.getId()));
      }
      return found;
    },
  value: ({ group }) => group[1],
};

/** What is done with the lists of project 1. */
export const listOperations: readonly Operation[] = [...lists.flatMap(operationsOf), twoPages];
