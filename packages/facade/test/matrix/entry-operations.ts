import type { OperationId } from "@gitlab-job-token-scope/contract-fixture";
import type { List } from "./list.js";
import type { Operation, Strike } from "./operation.js";
import type { World } from "./world.js";

const lookUp = (kind: "project" | "group", path: string): Strike => ({
  operation: kind === "project" ? "getProject" : "getGroup",
  method: "GET",
  address: `/${kind}s/${encodeURIComponent(path)}`,
  role: "read",
});

/** What is done with one of the lists of project 1. */
export function entryOperations({ kind, there, missing, missingPath, own, of, create }: List): Operation[] {
  const address = `/projects/1/job_token_scope/${kind === "project" ? "allowlist" : "groups_allowlist"}`;
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
