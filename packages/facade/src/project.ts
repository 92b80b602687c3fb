import type { ProjectId } from "./ids.js";
import { Call } from "./internal/http/call.js";
import type { Owner } from "./internal/owner.js";
import { JobTokenScopeManager } from "./job-token-scope-manager.js";
import type { RequestOptions } from "./options.js";

/**
 * A project in GitLab. One object stands for one project: once its ID is known, every call of the object uses it, also after
 * the project was renamed and another one took its path.
 */
export class Project {
  /** Who may use this project's API with a CI/CD job token. */
  readonly jobTokenScope: JobTokenScopeManager;
  readonly #owner: Owner;

  private constructor(owner: Owner) {
    this.#owner = owner;
    this.jobTokenScope = JobTokenScopeManager.create(owner);
  }

  /** @internal */
  static create(owner: Owner): Project {
    return new Project(owner);
  }

  /**
   * The project's ID. Sends a request only when the project was named by its path and its ID is not known yet.
   *
   * @throws {ResponseError} `not_found`, `unauthorized` and others.
   *
   * @example
   * ```ts
   * import { createGitLab } from "@gitlab-job-token-scope/facade";
   *
   * const id = await createGitLab({ token: "glpat-…" }).project("group/app").id();
   * ```
   */
  id(options?: RequestOptions): Promise<ProjectId> {
    const { client, projects, target, reference } = this.#owner;
    return Call.run(client, { project: reference }, options, (call) => projects.resolve(call, target));
  }

  /**
   * Whether the project exists and the token's user can see it, by one request. GitLab does not distinguish the two. An allowlist also
   * shows projects that its reader cannot see.
   *
   * @throws {ResponseError} `unauthorized` and others, except `not_found`.
   */
  isVisible(options?: RequestOptions): Promise<boolean> {
    const { client, projects, target, reference } = this.#owner;
    return Call.run(client, { project: reference }, options, (call) => projects.isVisible(call, target));
  }
}
