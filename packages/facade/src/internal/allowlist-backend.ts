import { AllowedGroup, AllowedProject, type AllowlistEntry } from "../allowlist-entry.js";
import { InvalidRequestError } from "../errors/invalid-request-error.js";
import type { RequestOptions } from "../options.js";
import { type GroupReference, type Kind, type ProjectReference, parseReference } from "../reference.js";
import type { Api, Page, Row } from "./api.js";
import type { Resolver } from "./resolver.js";

/** What differs between the two allowlists. */
export interface AllowlistBackend<Entry extends AllowlistEntry, Target> {
  /** The number of the project that owns the list. */
  resolveSource(options?: RequestOptions): Promise<number>;
  parse(reference: unknown): number | string;
  readTarget(target: Target): number | string;
  toTarget(id: number): Target;
  resolve(reference: number | string, options?: RequestOptions): Promise<number>;
  page(
    source: number,
    page: number,
    options?: RequestOptions,
  ): Promise<{ entries: Entry[]; next: Page["next"] }>;
  add(source: number, id: number, options?: RequestOptions): Promise<Entry>;
  remove(source: number, id: number, options?: RequestOptions): Promise<void>;
}

/** What both allowlists work with: the project that owns them, and how to reach it. */
export interface Owner {
  readonly api: Api;
  readonly resolver: Resolver;
  /** The project that owns the list, as a number or a path that was parsed. */
  readonly reference: number | string;
}

/** The allowlist of projects. */
export function projectBackend(
  owner: Owner,
): AllowlistBackend<AllowedProject, { targetProjectId: ProjectReference }> {
  const { api } = owner;
  const remove: Remove = async (source, id, options) => {
    if (id === source) {
      throw new InvalidRequestError(`The project ${id} owns this allowlist and cannot be removed from it`);
    }
    await api.disallowProject(source, id, options);
  };
  const toEntry = (source: number, row: Row): AllowedProject =>
    new AllowedProject({
      ...row,
      isSourceProject: row.id === source,
      remove: (options) => remove(source, row.id, options),
    });
  return {
    ...references(owner, "project"),
    readTarget: (target) => parseReference("project", readKey(target, "targetProjectId")),
    toTarget: (id) => ({ targetProjectId: id }),
    page: async (source, page, options) => {
      const { rows, next } = await api.listProjects(source, page, options);
      return { entries: rows.map((row) => toEntry(source, row)), next };
    },
    add: async (source, id, options) => toEntry(source, await api.allowProject(source, id, options)),
    remove,
  };
}

/** The allowlist of groups. */
export function groupBackend(
  owner: Owner,
): AllowlistBackend<AllowedGroup, { targetGroupId: GroupReference }> {
  const { api } = owner;
  const remove: Remove = (source, id, options) => api.disallowGroup(source, id, options);
  const toEntry = (source: number, row: Row): AllowedGroup =>
    new AllowedGroup({ ...row, remove: (options) => remove(source, row.id, options) });
  return {
    ...references(owner, "group"),
    readTarget: (target) => parseReference("group", readKey(target, "targetGroupId")),
    toTarget: (id) => ({ targetGroupId: id }),
    page: async (source, page, options) => {
      const { rows, next } = await api.listGroups(source, page, options);
      return { entries: rows.map((row) => toEntry(source, row)), next };
    },
    add: async (source, id, options) => toEntry(source, await api.allowGroup(source, id, options)),
    remove,
  };
}

type Remove = (source: number, id: number, options?: RequestOptions) => Promise<void>;

function references({ resolver, reference }: Owner, kind: Kind) {
  return {
    resolveSource: (options?: RequestOptions) => resolver.resolve("project", reference, options),
    parse: (given: unknown) => parseReference(kind, given),
    resolve: (parsed: number | string, options?: RequestOptions) => resolver.resolve(kind, parsed, options),
  };
}

function readKey(target: unknown, key: string): unknown {
  const given = Object.entries(target ?? {}).filter(([, value]) => value !== undefined);
  if (given.length === 1 && given[0]?.[0] === key) return given[0][1];
  throw new InvalidRequestError(`expected an object with ${key} and nothing else`);
}
