import type { ErrorContext } from "./errors/error-context.js";
import { Group } from "./group.js";
import type { GroupId, ProjectId } from "./ids.js";
import { groupLookUp, PathCache, projectLookUp } from "./internal/api/path-cache.js";
import { createClient } from "./internal/create-client.js";
import type { Client } from "./internal/http/call.js";
import { contextOf } from "./internal/http/failure.js";
import type { GitLabOptions } from "./options.js";
import { Project } from "./project.js";
import { type GroupReference, type ProjectReference, parseReference, type Target } from "./reference.js";

/** A client of a GitLab. */
export class GitLab {
  readonly #client: Client;
  readonly #projects: PathCache<ProjectId> = new PathCache(projectLookUp);
  readonly #groups: PathCache<GroupId> = new PathCache(groupLookUp);

  private constructor(client: Client) {
    this.#client = client;
  }

  /** @internal */
  static create(options: GitLabOptions): GitLab {
    return new GitLab(createClient(options));
  }

  /** GitLab's URL, without `/api/v4` and without a trailing slash: `"https://gitlab.example.com"`. */
  get url(): string {
    return this.#client.builder.url;
  }

  /**
   * A project, by reference. Sends nothing.
   *
   * The path of a project is looked up by the first call that needs it, and from then on the object stands for the project
   * with that ID, whatever happens to the path.
   *
   * @throws {InvalidReferenceError} When the reference is invalid: empty, not a whole number above 0, URL-encoded.
   */
  project(reference: ProjectReference): Project {
    const target = this.#parse<ProjectId>("project", reference);
    return Project.create({
      client: this.#client,
      projects: this.#projects,
      groups: this.#groups,
      reference,
      target,
    });
  }

  /**
   * A group, by reference. Sends nothing.
   *
   * The path of a group is looked up by the first call that needs it, and from then on the object stands for the group with that
   * ID, whatever happens to the path.
   *
   * @throws {InvalidReferenceError} When the reference is invalid: empty, not a whole number above 0, URL-encoded.
   */
  group(reference: GroupReference): Group {
    const target = this.#parse<GroupId>("group", reference);
    return Group.create({ client: this.#client, groups: this.#groups, reference, target });
  }

  /**
   * Forgets the ID of a path, or of all paths. A client remembers the IDs of the last 1,000 paths of projects and of groups, so
   * a program that runs for a long time calls this where the owner of a path may have changed. Objects that already
   * know their project or group keep it.
   *
   * @param path The full path of a project or a group. All paths when it is left out.
   */
  forget(path?: string): void {
    this.#projects.forget(path);
    this.#groups.forget(path);
  }

  #parse<Id extends number>(kind: "project" | "group", reference: unknown): Target<Id> {
    const client = this.#client;
    const context = (): ErrorContext =>
      contextOf({ client, subject: { [kind]: reference }, lastUrl: undefined });
    return parseReference<Id>(kind, reference, context, (text) => client.tokens.secrets.maskText(text));
  }
}

/**
 * Creates a client of a GitLab. Sends nothing.
 *
 * @throws {InvalidRequestError} When an option is wrong or unknown. The message does not show the token.
 *
 * @example
 * ```ts
 * import { createGitLab } from "@gitlab-job-token-scope/facade";
 *
 * const gitlab = createGitLab({ url: "https://gitlab.example.com", token: "glpat-…" });
 * const scope = await gitlab.project("group/app").jobTokenScope.get();
 * console.log(scope.inboundEnabled);
 * ```
 */
export function createGitLab(options: GitLabOptions): GitLab {
  return GitLab.create(options);
}
