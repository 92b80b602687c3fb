import type { GroupId, ProjectId } from "./ids.js";
import { Api } from "./internal/api.js";
import { Resolver } from "./internal/resolver.js";
import type { GitLabOptions } from "./options.js";
import { Project } from "./project.js";
import { type ProjectReference, parseReference } from "./reference.js";

/** A GitLab, and the token to call it with. */
export class GitLab {
  readonly #api: Api;
  readonly #projects: Resolver<ProjectId>;
  readonly #groups: Resolver<GroupId>;

  /** @internal */
  constructor(options: GitLabOptions) {
    this.#api = new Api(options);
    this.#projects = new Resolver((path, request) => this.#api.findProjectId(path, request));
    this.#groups = new Resolver((path, request) => this.#api.findGroupId(path, request));
  }

  /**
   * Names a project. Nothing is sent.
   *
   * @throws {InvalidReferenceError} When the reference names no project: it is empty, not a whole number above 0, URL-encoded.
   */
  project(reference: ProjectReference): Project {
    return new Project({
      api: this.#api,
      projects: this.#projects,
      groups: this.#groups,
      reference: parseReference("project", reference),
    });
  }
}

/**
 * Makes a client of a GitLab. Nothing is sent.
 *
 * @throws {InvalidRequestError} When an option is wrong. The message does not show the token.
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
  return new GitLab(options);
}
