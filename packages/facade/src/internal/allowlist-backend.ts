import { AllowedGroup, AllowedProject, type AllowlistEntry } from "../allowlist-entry.js";
import { InvalidRequestError } from "../errors/invalid-request-error.js";
import type { GroupId, ProjectId } from "../ids.js";
import type { RequestOptions } from "../options.js";
import { type GroupReference, type ProjectReference, parseReference } from "../reference.js";
import type { Api } from "./api.js";
import type { PageRequest, Row } from "./page.js";
import type { EntryPage } from "./read-pages.js";
import type { Resolver } from "./resolver.js";

/** What differs between the two allowlists. */
export interface AllowlistBackend<Entry extends AllowlistEntry, Target> {
  /** The number of the project that owns the list. */
  resolveSource(options?: RequestOptions): Promise<ProjectId>;
  parse(reference: unknown): Entry["id"] | string;
  parseTarget(target: Target): Entry["id"] | string;
  resolve(reference: Entry["id"] | string, options?: RequestOptions): Promise<Entry["id"]>;
  page(source: ProjectId, request: PageRequest, options?: RequestOptions): Promise<EntryPage<Entry>>;
  add(source: ProjectId, id: Entry["id"], options?: RequestOptions): Promise<Entry>;
  remove(source: ProjectId, id: Entry["id"], options?: RequestOptions): Promise<void>;
}

/** What both allowlists work with: the project that owns them, and how to reach it. */
export interface Owner {
  readonly api: Api;
  readonly projects: Resolver<ProjectId>;
  readonly groups: Resolver<GroupId>;
  /** The project that owns the list, as a number or a path that was parsed. */
  readonly reference: ProjectId | string;
}

/** The allowlist of projects. */
export function projectBackend(
  owner: Owner,
): AllowlistBackend<AllowedProject, { targetProjectId: ProjectReference }> {
  const { api, projects } = owner;
  const parse = (reference: unknown) => parseReference<ProjectId>("project", reference);
  const remove = async (source: ProjectId, id: ProjectId, options?: RequestOptions): Promise<void> => {
    if (id === source) {
      throw new InvalidRequestError(`The project ${id} owns this allowlist and cannot be removed from it`);
    }
    const call = api.disallowProject(source, id, options);
    await projects.watch(source, projects.watch(id, call));
  };
  const toEntry = (source: ProjectId, row: Row<ProjectId>): AllowedProject =>
    new AllowedProject({
      ...row,
      isSourceProject: row.id === source,
      remove: (options) => remove(source, row.id, options),
    });
  return {
    resolveSource: (options) => projects.resolve(owner.reference, options),
    parse,
    parseTarget: (target) => parse(readKey(target, "targetProjectId")),
    resolve: (reference, options) => projects.resolve(reference, options),
    page: async (source, request, options) => {
      const { rows, ...page } = await projects.watch(source, api.listProjects(source, request, options));
      return { ...page, entries: rows.map((row) => toEntry(source, row)) };
    },
    add: async (source, id, options) => {
      const call = api.allowProject(source, id, options);
      return toEntry(source, await projects.watch(source, projects.watch(id, call)));
    },
    remove,
  };
}

/** The allowlist of groups. */
export function groupBackend(
  owner: Owner,
): AllowlistBackend<AllowedGroup, { targetGroupId: GroupReference }> {
  const { api, projects, groups } = owner;
  const parse = (reference: unknown) => parseReference<GroupId>("group", reference);
  const remove = (source: ProjectId, id: GroupId, options?: RequestOptions): Promise<void> =>
    projects.watch(source, groups.watch(id, api.disallowGroup(source, id, options)));
  const toEntry = (source: ProjectId, row: Row<GroupId>): AllowedGroup =>
    new AllowedGroup({ ...row, remove: (options) => remove(source, row.id, options) });
  return {
    resolveSource: (options) => projects.resolve(owner.reference, options),
    parse,
    parseTarget: (target) => parse(readKey(target, "targetGroupId")),
    resolve: (reference, options) => groups.resolve(reference, options),
    page: async (source, request, options) => {
      const { rows, ...page } = await projects.watch(source, api.listGroups(source, request, options));
      return { ...page, entries: rows.map((row) => toEntry(source, row)) };
    },
    add: async (source, id, options) => {
      const call = api.allowGroup(source, id, options);
      return toEntry(source, await projects.watch(source, groups.watch(id, call)));
    },
    remove,
  };
}

function readKey(target: unknown, key: string): unknown {
  const given = Object.entries(target ?? {}).filter(([, value]) => value !== undefined);
  if (given.length === 1 && given[0]?.[0] === key) return given[0][1];
  throw new InvalidRequestError(`expected an object with ${key} and nothing else`);
}
