import type { OperationId, ScenarioName } from "@gitlab-job-token-scope/contract-fixture";
import type {
  ErrorCode,
  GitLab,
  GroupAllowlist,
  ProjectAllowlist,
  RequestOptions,
} from "@gitlab-job-token-scope/facade";
import type { World } from "./world.js";

/** One of the requests that an operation makes, for a fault to strike. */
export interface Strike {
  operation: OperationId;
  method: "GET" | "PATCH" | "POST" | "DELETE";
  /** Below `/api/v4`. */
  address: string;
  /**
   * What it is for: `confirm` reads a setting that was written, `settle` reads the list after an addition whose answer was
   * lost.
   */
  role: "read" | "change" | "add" | "confirm" | "settle";
  /** For `settle`: whether the addition was carried out. */
  isAdded?: boolean;
}

/** A public operation of the facade. */
export interface Operation {
  name: string;
  scenario?: ScenarioName;
  strikes: readonly Strike[];
  /** Does what comes before, and gives the operation itself. */
  prepare(gitlab: GitLab): Promise<(options: RequestOptions) => Promise<unknown>>;
  /** Whether GitLab stands as it was asked to. @default Always: nothing is asked of it. */
  isAsked?(after: World): boolean;
  /** Whether the value it resolved to is true of GitLab. @default Always: there is none. */
  isTrue?(value: unknown, after: World, isChanged: boolean): boolean;
  /** What it fails with when nothing goes wrong on the way. */
  refuses?: ErrorCode;
}

const scopeOf = (id: number | string) => `/projects/${id}/job_token_scope`;
const getSetting = (id: number, role: Strike["role"]): Strike => ({
  operation: "getJobTokenScope",
  method: "GET",
  address: scopeOf(id),
  role,
});
const patch = (id: number): Strike => ({
  operation: "updateJobTokenScope",
  method: "PATCH",
  address: scopeOf(id),
  role: "change",
});
const lookUp = (kind: "project" | "group", path: string): Strike => ({
  operation: kind === "project" ? "getProject" : "getGroup",
  method: "GET",
  address: `/${kind}s/${encodeURIComponent(path)}`,
  role: "read",
});

const settings: readonly Operation[] = [
  {
    name: "get()",
    strikes: [getSetting(1, "read")],
    prepare: async (gitlab) => async (options) =>
      (await gitlab.project(1).jobTokenScope.get(options)).inboundEnabled,
    isTrue: (value, { enabled }) => value === enabled[1],
  },
  {
    name: "refresh()",
    strikes: [getSetting(3, "read")],
    prepare: async (gitlab) => {
      const scope = await gitlab.project(3).jobTokenScope.get();
      return async (options) => {
        await scope.refresh(options);
        return scope.inboundEnabled;
      };
    },
    isTrue: (value, { enabled }) => value === enabled[3],
  },
  ...[
    { id: 1, asked: false },
    { id: 3, asked: true },
  ].flatMap(({ id, asked }): Operation[] => [
    save(id, asked, `save() of ${asked}`),
    {
      name: `update() to ${asked}`,
      strikes: [patch(id), getSetting(id, "confirm")],
      prepare: async (gitlab) => async (options) =>
        (await gitlab.project(id).jobTokenScope.update({ enabled: asked }, options)).inboundEnabled,
      isAsked: ({ enabled }) => enabled[id] === asked,
      isTrue: (value) => value === asked,
    },
  ]),
  {
    ...save(1, false, "save() of false, which the instance passes over"),
    scenario: "enforced-silent",
    refuses: "enforced_by_instance",
  },
  {
    ...save(1, false, "save() of false, which the instance refuses"),
    scenario: "enforced-400",
    refuses: "enforced_by_instance",
    strikes: [patch(1)],
  },
];

function save(id: number, asked: boolean, name: string): Operation {
  return {
    name,
    strikes: [patch(id), getSetting(id, "confirm")],
    prepare: async (gitlab) => {
      const scope = await gitlab.project(id).jobTokenScope.get();
      scope.enabled = asked;
      return async (options) => {
        await scope.save(options);
        return scope.inboundEnabled;
      };
    },
    isAsked: ({ enabled }) => enabled[id] === asked,
    isTrue: (value) => value === asked,
  };
}

/** What differs between the two lists, of project 1. */
interface List {
  kind: "project" | "group";
  /** An entry that is there, another that is not, and the path of that. */
  there: number;
  missing: number;
  missingPath: string;
  own: readonly number[];
  of(gitlab: GitLab, project: number | string): ProjectAllowlist | GroupAllowlist;
  create(gitlab: GitLab, id: number | string, options: RequestOptions): Promise<{ getId(): number }>;
}

const lists: readonly List[] = [
  {
    kind: "project",
    there: 2,
    missing: 42,
    missingPath: "group/tool",
    own: [1],
    of: (gitlab, project) => gitlab.project(project).jobTokenScope.allowlist,
    create: (gitlab, id, options) =>
      gitlab.project(1).jobTokenScope.allowlist.create({ targetProjectId: id }, options),
  },
  {
    kind: "group",
    there: 8,
    missing: 7,
    missingPath: "group",
    own: [],
    of: (gitlab, project) => gitlab.project(project).jobTokenScope.groupsAllowlist,
    create: (gitlab, id, options) =>
      gitlab.project(1).jobTokenScope.groupsAllowlist.create({ targetGroupId: id }, options),
  },
];

function entryOperations({ kind, there, missing, missingPath, own, of, create }: List): Operation[] {
  const address = `${scopeOf(1)}/${kind === "project" ? "allowlist" : "groups_allowlist"}`;
  const operations = (
    kind === "project"
      ? (["listAllowedProjects", "allowProject", "disallowProject"] as const)
      : (["listAllowedGroups", "allowGroup", "disallowGroup"] as const)
  ) satisfies readonly OperationId[];
  const [listing, allowing, disallowing] = operations;
  const read: Strike = { operation: listing, method: "GET", address, role: "read" };
  const add: Strike = { operation: allowing, method: "POST", address, role: "add" };
  const remove = (id: number): Strike => ({
    operation: disallowing,
    method: "DELETE",
    address: `${address}/${id}`,
    role: "change",
  });
  const idsOf = (world: World) => (kind === "project" ? world.projects : world.groups);
  const isThere = (id: number) => (world: World) => idsOf(world).includes(id);
  const isMissing = (id: number) => (world: World) => !idsOf(world).includes(id);
  const isChange = (value: unknown, _: World, isChanged: boolean) => value === isChanged;
  const name = `${kind}s:`;
  return [
    {
      name: `${name} list()`,
      strikes: [read],
      prepare: async (gitlab) => async (options) =>
        (await of(gitlab, 1).list(options)).map((entry) => entry.getId()),
      isTrue: (value, after) => String(value) === String([...own, ...idsOf(after)]),
    },
    {
      name: `${name} list() of a path`,
      strikes: [lookUp("project", "group/app")],
      prepare: async (gitlab) => async (options) =>
        (await of(gitlab, "group/app").list(options)).map((entry) => entry.getId()),
      isTrue: (value, after) => String(value) === String([...own, ...idsOf(after)]),
    },
    {
      name: `${name} create()`,
      strikes: [add, { ...read, role: "settle", isAdded: true }, { ...read, role: "settle", isAdded: false }],
      prepare: async (gitlab) => async (options) => (await create(gitlab, missing, options)).getId(),
      isAsked: isThere(missing),
      isTrue: (value) => value === missing,
    },
    {
      name: `${name} create() of a path`,
      strikes: [lookUp(kind, missingPath)],
      prepare: async (gitlab) => async (options) => (await create(gitlab, missingPath, options)).getId(),
      isAsked: isThere(missing),
      isTrue: (value) => value === missing,
    },
    {
      name: `${name} create() of what is there`,
      strikes: [add],
      prepare: async (gitlab) => async (options) => (await create(gitlab, there, options)).getId(),
      isAsked: isThere(there),
      isTrue: (value) => value === there,
      refuses: "already_allowed",
    },
    {
      name: `${name} delete()`,
      strikes: [remove(there)],
      prepare: async (gitlab) => (options) => of(gitlab, 1).delete(there, options),
      isAsked: isMissing(there),
    },
    {
      name: `${name} delete() of what is not there`,
      strikes: [remove(missing)],
      prepare: async (gitlab) => (options) => of(gitlab, 1).delete(missing, options),
      isAsked: isMissing(missing),
      refuses: "not_allowed",
    },
    {
      name: `${name} delete() of an entry`,
      strikes: [remove(there)],
      prepare: async (gitlab) => {
        const entry = (await of(gitlab, 1).list()).find(({ id }) => id === there);
        return async (options) => entry?.delete(options);
      },
      isAsked: isMissing(there),
    },
    {
      name: `${name} ensurePresent()`,
      strikes: [read, add],
      prepare: async (gitlab) => (options) => of(gitlab, 1).ensurePresent(missing, options),
      isAsked: isThere(missing),
      isTrue: isChange,
    },
    {
      name: `${name} ensurePresent() of what is there`,
      strikes: [read],
      prepare: async (gitlab) => (options) => of(gitlab, 1).ensurePresent(there, options),
      isAsked: isThere(there),
      isTrue: isChange,
    },
    {
      name: `${name} ensureAbsent()`,
      strikes: [read, remove(there)],
      prepare: async (gitlab) => (options) => of(gitlab, 1).ensureAbsent(there, options),
      isAsked: isMissing(there),
      isTrue: isChange,
    },
    {
      name: `${name} ensureAbsent() of what is not there`,
      strikes: [read],
      prepare: async (gitlab) => (options) => of(gitlab, 1).ensureAbsent(missing, options),
      isAsked: isMissing(missing),
      isTrue: isChange,
    },
  ];
}

/** Every public operation that sends something. */
export const operations: readonly Operation[] = [...settings, ...lists.flatMap(entryOperations)];
