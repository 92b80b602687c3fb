import { createOpenApiClient, type OpenApiClient } from "@gitlab-job-token-scope/openapi-client";
import { InvalidRequestError } from "../errors/invalid-request-error.js";
import { ResponseError } from "../errors/response-error.js";
import { type GroupId, isId, type ProjectId } from "../ids.js";
import type { GitLabOptions, RequestOptions } from "../options.js";
import { Caller } from "./caller.js";
import { Observer } from "./observer.js";
import { operations } from "./operations.js";
import { type Page, type PageRequest, type Row, toPage, toRow } from "./page.js";
import { rootMessage } from "./root-message.js";
import { TokenSource } from "./token-source.js";

/** The settings of a project, as they are read. */
export interface Settings {
  readonly inboundEnabled: boolean;
  readonly outboundEnabled: boolean;
}

const nothing = (): true => true;

/** The ten calls, in the facade's terms. The only place that knows the generated client and GitLab's names. */
export class Api {
  readonly #client: OpenApiClient;
  readonly #caller: Caller;

  constructor(options: GitLabOptions) {
    const { url, token, tokenHeader, fetch, hooks, ...defaults } = options ?? {};
    if (fetch !== undefined && typeof fetch !== "function") {
      throw new InvalidRequestError(
        "fetch: expected a function that takes a Request and resolves to a Response",
      );
    }
    const tokens = new TokenSource(token);
    try {
      this.#client = createOpenApiClient({
        token: tokens.token,
        ...(url !== undefined && { url }),
        ...(tokenHeader !== undefined && { tokenHeader }),
      });
    } catch (cause) {
      throw new InvalidRequestError(rootMessage(cause), { cause });
    }
    this.#caller = new Caller({
      fetch: fetch ?? ((request) => globalThis.fetch(request)),
      tokens,
      observer: new Observer(hooks ?? {}, tokens.secrets),
      defaults,
    });
  }

  readSettings(id: ProjectId | string, options?: RequestOptions): Promise<Settings> {
    return this.#caller.call(
      operations.read,
      options,
      (init) =>
        this.#client.GET("/api/v4/projects/{id}/job_token_scope", { params: { path: { id } }, ...init }),
      (data) =>
        typeof data?.inbound_enabled === "boolean"
          ? { inboundEnabled: data.inbound_enabled, outboundEnabled: data.outbound_enabled === true }
          : undefined,
    );
  }

  async writeEnabled(id: ProjectId | string, enabled: boolean, options?: RequestOptions): Promise<void> {
    const params = { path: { id } };
    try {
      await this.#caller.call(
        operations.update,
        options,
        (init) =>
          this.#client.PATCH("/api/v4/projects/{id}/job_token_scope", { params, body: { enabled }, ...init }),
        nothing,
      );
    } catch (error) {
      const isMoved = error instanceof ResponseError && error.code === "project_moved";
      if (!isMoved || typeof id === "number") throw error;
      // GitLab does not say where to. Reads are sent on from the old path; whether this one works or not, the write failed.
      const projectId = await this.findProjectId(`${id}`, { ...options, retry: { limit: 0 } }).catch(
        () => {},
      );
      throw projectId === undefined ? error : error.withProjectId(projectId);
    }
  }

  listProjects(id: ProjectId, request: PageRequest, options?: RequestOptions): Promise<Page<ProjectId>> {
    const params = { path: { id }, query: { page: request.page, per_page: request.perPage } };
    return this.#caller.call(
      operations.listProjects,
      options,
      (init) => this.#client.GET("/api/v4/projects/{id}/job_token_scope/allowlist", { params, ...init }),
      (data, headers) =>
        toPage(isId<ProjectId>, data, headers, request, (row) => ({
          name: row.name,
          path: row.path_with_namespace,
          webUrl: row.web_url,
        })),
    );
  }

  allowProject(id: ProjectId, targetId: ProjectId, options?: RequestOptions): Promise<Row<ProjectId>> {
    const init = { params: { path: { id } }, body: { target_project_id: targetId } };
    return this.#caller.call(
      operations.allowProject,
      options,
      (more) => this.#client.POST("/api/v4/projects/{id}/job_token_scope/allowlist", { ...init, ...more }),
      (data) => toRow(isId<ProjectId>, data?.target_project_id),
    );
  }

  async disallowProject(id: ProjectId, targetId: ProjectId, options?: RequestOptions): Promise<void> {
    const params = { path: { id, target_project_id: targetId } };
    await this.#caller.call(
      operations.disallowProject,
      options,
      (init) =>
        this.#client.DELETE("/api/v4/projects/{id}/job_token_scope/allowlist/{target_project_id}", {
          params,
          ...init,
        }),
      nothing,
    );
  }

  listGroups(id: ProjectId, request: PageRequest, options?: RequestOptions): Promise<Page<GroupId>> {
    const params = { path: { id }, query: { page: request.page, per_page: request.perPage } };
    return this.#caller.call(
      operations.listGroups,
      options,
      (init) =>
        this.#client.GET("/api/v4/projects/{id}/job_token_scope/groups_allowlist", { params, ...init }),
      (data, headers) =>
        toPage(isId<GroupId>, data, headers, request, ({ name, web_url: webUrl }) => {
          // A group's row has no path of its own; it stands in its address.
          const path = /\/groups\/(.+)$/.exec(webUrl ?? "")?.[1];
          return { name, webUrl, ...(path !== undefined && { path }) };
        }),
    );
  }

  allowGroup(id: ProjectId, targetId: GroupId, options?: RequestOptions): Promise<Row<GroupId>> {
    const init = { params: { path: { id } }, body: { target_group_id: targetId } };
    return this.#caller.call(
      operations.allowGroup,
      options,
      (more) =>
        this.#client.POST("/api/v4/projects/{id}/job_token_scope/groups_allowlist", { ...init, ...more }),
      (data) => toRow(isId<GroupId>, data?.target_group_id),
    );
  }

  async disallowGroup(id: ProjectId, targetId: GroupId, options?: RequestOptions): Promise<void> {
    const params = { path: { id, target_group_id: targetId } };
    await this.#caller.call(
      operations.disallowGroup,
      options,
      (init) =>
        this.#client.DELETE("/api/v4/projects/{id}/job_token_scope/groups_allowlist/{target_group_id}", {
          params,
          ...init,
        }),
      nothing,
    );
  }

  findProjectId(path: string, options?: RequestOptions): Promise<ProjectId> {
    return this.#caller.call(
      { ...operations.getProject, subject: `the project "${path}"` },
      options,
      (init) => this.#client.GET("/api/v4/projects/{id}", { params: { path: { id: path } }, ...init }),
      (data) => (isId<ProjectId>(data?.id) ? data.id : undefined),
    );
  }

  findGroupId(path: string, options?: RequestOptions): Promise<GroupId> {
    const params = { path: { id: path }, query: { with_projects: false } };
    return this.#caller.call(
      { ...operations.getGroup, subject: `the group "${path}"` },
      options,
      (init) => this.#client.GET("/api/v4/groups/{id}", { params, ...init }),
      (data) => (isId<GroupId>(data?.id) ? data.id : undefined),
    );
  }
}
