import type { GroupId, ProjectId } from "./ids.js";
import type { RequestOptions } from "./options.js";

/** An entry of an allowlist, either listed or just added. */
export interface AllowlistEntry<Id extends number = ProjectId | GroupId> {
  /** Whether the entry allows a project or a group. */
  readonly kind: "project" | "group";
  /** The ID of the project or group that the entry allows. Never that of the list's owner. */
  readonly id: Id;
  /** Its name. Known for listed entries; GitLab does not return it for new ones. */
  readonly name: string | undefined;
  /** Its full path. Known for listed entries. */
  readonly path: string | undefined;
  /** The URL of its page. Known for listed entries. */
  readonly webUrl: string | undefined;

  /**
   * The ID of the project or group that the entry allows, wherever the entry came from: GitLab calls it `target_project_id`
   * or `target_group_id` in a new entry and `id` in a listed one.
   */
  getId(): Id;

  /**
   * Removes the entry from its list. When the response is lost, the list is read to find out whether the entry is gone.
   *
   * @throws {ResponseError} `not_allowed` when it is no longer on the list; `forbidden`, `not_found` and others.
   * @throws {EntryUnconfirmedError} When the response was lost and the list could not be read.
   * @throws {InvalidRequestError} For the entry of the project that owns the list, which stays on it. Nothing was sent.
   */
  delete(options?: RequestOptions): Promise<void>;

  /** What `JSON.stringify` shows. */
  toJSON(): Record<string, unknown>;
}

/** A project on the allowlist. */
export interface AllowedProject extends AllowlistEntry<ProjectId> {
  readonly kind: "project";
  /** Whether this is the project that owns the list. GitLab always lists it, and never removes it. */
  readonly isSourceProject: boolean;
}

/** A group on the allowlist. It allows every project in the group and its subgroups. */
export interface AllowedGroup extends AllowlistEntry<GroupId> {
  readonly kind: "group";
}
