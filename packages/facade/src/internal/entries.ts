import type { AllowedGroup, AllowedProject, AllowlistEntry } from "../allowlist-entry.js";
import type { GroupId, ProjectId } from "../ids.js";
import type { RequestOptions } from "../options.js";
import { type AllowlistApi, groupAllowlist, projectAllowlist, type Row } from "./api/allowlists.js";
import { type FirstPage, readFirstPage } from "./first-page.js";
import type { Call } from "./http/call.js";
import type { Owner } from "./owner.js";

/** What differs between the two allowlists. */
export interface AllowlistKind<Entry extends AllowlistEntry> {
  readonly kind: Entry["kind"];
  /** What GitLab calls the target, in camel case. */
  readonly targetKey: string;
  readonly api: AllowlistApi<Entry["id"]>;
  /** Finds out the project's ID before its list is read, and perhaps reads the first page for it. */
  start(call: Call, owner: Owner, limit: number): Promise<FirstPage<Entry["id"]>>;
  toEntry(row: Row<Entry["id"]>, source: ProjectId, remove: Remove): Entry;
}

/** Removes an entry from its list. */
export type Remove = (options?: RequestOptions) => Promise<void>;

abstract class Entry<Id extends ProjectId | GroupId> implements AllowlistEntry<Id> {
  abstract readonly kind: "project" | "group";
  readonly id: Id;
  readonly name: string | undefined;
  readonly path: string | undefined;
  readonly webUrl: string | undefined;
  readonly #remove: Remove;

  constructor({ id, name, path, webUrl }: Row<Id>, remove: Remove) {
    this.id = id;
    this.name = name;
    this.path = path;
    this.webUrl = webUrl;
    this.#remove = remove;
  }

  getId(): Id {
    return this.id;
  }

  delete(options?: RequestOptions): Promise<void> {
    return this.#remove(options);
  }

  toJSON(): Record<string, unknown> {
    const { kind, id, name, path, webUrl } = this;
    return { kind, id, name, path, webUrl };
  }
}

class AllowedProjectEntry extends Entry<ProjectId> implements AllowedProject {
  override readonly kind = "project";
  readonly isSourceProject: boolean;

  constructor(row: Row<ProjectId>, source: ProjectId, remove: Remove) {
    super(row, remove);
    this.isSourceProject = row.id === source;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), isSourceProject: this.isSourceProject };
  }
}

class AllowedGroupEntry extends Entry<GroupId> implements AllowedGroup {
  override readonly kind = "group";
}

/** The allowlist of projects. */
export const projectKind: AllowlistKind<AllowedProject> = {
  kind: "project",
  targetKey: "targetProjectId",
  api: projectAllowlist,
  start: readFirstPage,
  toEntry: (row, source, remove) => new AllowedProjectEntry(row, source, remove),
};

/** The allowlist of groups. */
export const groupKind: AllowlistKind<AllowedGroup> = {
  kind: "group",
  targetKey: "targetGroupId",
  api: groupAllowlist,
  start: async (call, { projects, target }) => ({ source: await projects.resolve(call, target) }),
  toEntry: (row, _source, remove) => new AllowedGroupEntry(row, remove),
};
