import type { GroupId, ProjectId } from "./ids.js";
import type { RequestOptions } from "./options.js";

/** What is known of an entry. */
export interface AllowlistEntryInit<Id> {
  id: Id;
  name?: string;
  path?: string;
  webUrl?: string;
  /** Removes the entry from its list. */
  remove: (options?: RequestOptions) => Promise<void>;
}

/** An entry of an allowlist, whether it was listed or has just been made. */
export abstract class AllowlistEntry<Id extends number = ProjectId | GroupId> {
  /** What the entry allows. */
  abstract readonly kind: "project" | "group";
  /** The number of the project or group that the entry allows. Never that of the list's owner. */
  readonly id: Id;
  /** Its name. Known for listed entries; GitLab does not say it of new ones. */
  readonly name: string | undefined;
  /** Its full path. Known for listed entries. */
  readonly path: string | undefined;
  /** Its page. Known for listed entries. */
  readonly webUrl: string | undefined;
  readonly #remove: AllowlistEntryInit<Id>["remove"];

  /** @internal */
  constructor({ id, name, path, webUrl, remove }: AllowlistEntryInit<Id>) {
    this.id = id;
    this.name = name;
    this.path = path;
    this.webUrl = webUrl;
    this.#remove = remove;
  }

  /**
   * The number of the project or group that the entry allows, whatever shape it came in: GitLab calls it
   * `target_project_id` or `target_group_id` in a new entry and `id` in a listed one.
   */
  getId(): Id {
    return this.id;
  }

  /**
   * Removes the entry from its list.
   *
   * @throws {ResponseError} `not_allowed` when it is not on the list any more; `forbidden`, `not_found` and others.
   * @throws {InvalidRequestError} For the entry of the project that owns the list, which stays on it.
   */
  delete(options?: RequestOptions): Promise<void> {
    return this.#remove(options);
  }

  /** What `JSON.stringify` shows. */
  toJSON(): Record<string, unknown> {
    const { kind, id, name, path, webUrl } = this;
    return { kind, id, name, path, webUrl };
  }
}

/** A project on the allowlist. */
export class AllowedProject extends AllowlistEntry<ProjectId> {
  override readonly kind = "project";
  /** Whether this is the project that owns the list. GitLab always lists it, and never removes it. */
  readonly isSourceProject: boolean;

  /** @internal */
  constructor(init: AllowlistEntryInit<ProjectId> & { isSourceProject: boolean }) {
    super(init);
    this.isSourceProject = init.isSourceProject;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), isSourceProject: this.isSourceProject };
  }
}

/** A group on the allowlist: it allows every project below it. */
export class AllowedGroup extends AllowlistEntry<GroupId> {
  override readonly kind = "group";
}
