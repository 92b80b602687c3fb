import type { ErrorContext } from "./errors/error-context.js";
import { isJobTokenScopeError } from "./errors/job-token-scope-error.js";
import type { GroupProject } from "./group-project.js";
import { type GroupProjectsOptions, readGroupProjectsOptions } from "./group-projects-options.js";
import type { GroupId } from "./ids.js";
import { groupProjectsPath, listGroupProjects } from "./internal/api/group-projects.js";
import type { PageRequest } from "./internal/api/page.js";
import { Call } from "./internal/http/call.js";
import { contextOf } from "./internal/http/failure.js";
import type { GroupOwner } from "./internal/owner.js";
import { readRows } from "./internal/read-rows.js";
import type { RequestOptions } from "./options.js";

/** More than a group has: a server that returns a million projects does not end. */
const maxPages = 10_000;

/**
 * A group in GitLab. One object stands for one group: once its ID is known, every call of the object uses it, also after the
 * group was renamed and another one took its path.
 */
export class Group {
  readonly #owner: GroupOwner;

  private constructor(owner: GroupOwner) {
    this.#owner = owner;
  }

  /** @internal */
  static create(owner: GroupOwner): Group {
    return new Group(owner);
  }

  /**
   * The group's ID. Sends a request only when the group was named by its path and its ID is not known yet.
   *
   * @throws {ResponseError} `not_found`, `unauthorized` and others.
   *
   * @example
   * ```ts
   * import { createGitLab } from "@gitlab-job-token-scope/facade";
   *
   * const id = await createGitLab({ token: "glpat-…" }).group("group").id();
   * ```
   */
  id(options?: RequestOptions): Promise<GroupId> {
    const { client, groups, target, reference } = this.#owner;
    return Call.run(client, { group: reference }, options, (call) => groups.resolve(call, target));
  }

  /**
   * Whether the group exists and the token's user can see it, by one request. GitLab does not distinguish the two. An allowlist also
   * shows groups that its reader cannot see.
   *
   * @throws {ResponseError} `unauthorized` and others, except `not_found`.
   */
  isVisible(options?: RequestOptions): Promise<boolean> {
    const { client, groups, target, reference } = this.#owner;
    return Call.run(client, { group: reference }, options, (call) => groups.isVisible(call, target));
  }

  /**
   * The group's projects, each once, in ascending order of ID: those of its subgroups too, and without archived ones, unless the
   * options say otherwise. Projects of others that are shared with the group are not listed, and neither are projects that the
   * token's user may not see. A project that is scheduled for deletion is listed.
   *
   * Nothing is sent before the iteration begins. A page of 100 projects is read when it is needed. The list is complete, or the
   * iteration fails: when GitLab's total changes meanwhile, or projects are missing in the end, all pages are read again, up to
   * three times, and projects that were missed come last. GitLab reports no total above 10,000 projects: a project can be missed
   * there when another one with a lower ID leaves the group meanwhile.
   *
   * `totalTimeoutMs` covers the whole iteration, including the time that the caller takes for each project.
   *
   * @throws {ResponseError} `unexpected_response` when the list cannot be read to its end; `not_found` when there is no such group
   * or the token's user may not see it; `unauthorized` and others.
   * @throws {InvalidRequestError} When an option is wrong. Nothing was sent.
   *
   * @example
   * ```ts
   * import { createGitLab } from "@gitlab-job-token-scope/facade";
   *
   * const gitlab = createGitLab({ token: "glpat-…" });
   * for await (const { id, path } of gitlab.group("group").projects()) {
   *   const { inboundEnabled } = await gitlab.project(id).jobTokenScope.get();
   *   console.log(path, inboundEnabled);
   * }
   * ```
   */
  async *projects(options: GroupProjectsOptions = {}): AsyncGenerator<GroupProject, void, undefined> {
    const { client, groups, target, reference } = this.#owner;
    const { filter, limit, request } = readGroupProjectsOptions(options, this.#context());
    const call = Call.start(client, { group: reference }, request);
    try {
      const id = await groups.resolve(call, target);
      const list = {
        path: groupProjectsPath,
        maxPages,
        read: (page: PageRequest) => listGroupProjects(call, id, filter, page),
        mayRepeat: () => false,
      };
      for await (const rows of readRows(call, list, limit)) yield* rows;
    } catch (error) {
      if (isJobTokenScopeError(error) && error.code === "not_found") groups.forgetId(target.id);
      throw error;
    } finally {
      call.end();
    }
  }

  /** What an error is about before anything is sent. */
  #context(): ErrorContext {
    const { client, reference } = this.#owner;
    return contextOf({ client, subject: { group: reference }, lastUrl: undefined });
  }
}
