import { createOpenApiClient, type OpenApiClient } from "@gitlab-job-token-scope/openapi-client";
import { InvalidRequestError } from "../errors/invalid-request-error.js";
import type { GitLabOptions, RequestOptions } from "../options.js";
import { Caller } from "./caller.js";
import { nextPage } from "./next-page.js";
import { Observer } from "./observer.js";
import type { Operation } from "./operation.js";
import { rootMessage } from "./root-message.js";
import { TokenSource } from "./token-source.js";

/** The settings of a project, as they are read. */
export interface Settings {
  readonly inboundEnabled: boolean;
  readonly outboundEnabled: boolean;
}

/** A row of an allowlist, whichever kind it has. */
export interface Row {
  readonly id: number;
  readonly name?: string;
  readonly path?: string;
  readonly webUrl?: string;
}

/** A page of an allowlist. */
export interface Page {
  readonly rows: readonly Row[];
  /** The number of the next page; undefined on the last. */
  readonly next: number | undefined;
}

const rowsPerPage = 100;
const scope = "/projects/{id}/job_token_scope";
const operations = {
  read: { method: "GET", path: scope, status: 200 },
  update: { method: "PATCH", path: scope, status: 204 },
  listProjects: { method: "GET", path: `${scope}/allowlist`, status: 200 },
  allowProject: { method: "POST", path: `${scope}/allowlist`, status: 201 },
  disallowProject: {
    method: "DELETE",
    path: `${scope}/allowlist/{target_project_id}`,
    status: 204,
    repeated: "not_allowed",
  },
  listGroups: { method: "GET", path: `${scope}/groups_allowlist`, status: 200 },
  allowGroup: { method: "POST", path: `${scope}/groups_allowlist`, status: 201 },
  disallowGroup: {
    method: "DELETE",
    path: `${scope}/groups_allowlist/{target_group_id}`,
    status: 204,
    repeated: "not_allowed",
  },
  getProject: { method: "GET", path: "/projects/{id}", status: 200 },
  getGroup: { method: "GET", path: "/groups/{id}", status: 200 },
} as const satisfies Record<string, Operation>;

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

  readSettings(id: number | string, options?: RequestOptions): Promise<Settings> {
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

  async writeEnabled(id: number | string, enabled: boolean, options?: RequestOptions): Promise<void> {
    const params = { path: { id } };
    await this.#caller.call(
      operations.update,
      options,
      (init) =>
        this.#client.PATCH("/api/v4/projects/{id}/job_token_scope", { params, body: { enabled }, ...init }),
      nothing,
    );
  }

  listProjects(id: number, page: number, options?: RequestOptions): Promise<Page> {
    const params = { path: { id }, query: { page, per_page: rowsPerPage } };
    return this.#caller.call(
      operations.listProjects,
      options,
      (init) => this.#client.GET("/api/v4/projects/{id}/job_token_scope/allowlist", { params, ...init }),
      (data, headers) =>
        toPage(data, headers, page, (row) => ({
          id: row.id,
          name: row.name,
          path: row.path_with_namespace,
          webUrl: row.web_url,
        })),
    );
  }

  allowProject(id: number, targetId: number, options?: RequestOptions): Promise<Row> {
    const init = { params: { path: { id } }, body: { target_project_id: targetId } };
    return this.#caller.call(
      operations.allowProject,
      options,
      (more) => this.#client.POST("/api/v4/projects/{id}/job_token_scope/allowlist", { ...init, ...more }),
      (data) => (isId(data?.target_project_id) ? { id: data.target_project_id } : undefined),
    );
  }

  async disallowProject(id: number, targetId: number, options?: RequestOptions): Promise<void> {
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

  listGroups(id: number, page: number, options?: RequestOptions): Promise<Page> {
    const params = { path: { id }, query: { page, per_page: rowsPerPage } };
    return this.#caller.call(
      operations.listGroups,
      options,
      (init) =>
        this.#client.GET("/api/v4/projects/{id}/job_token_scope/groups_allowlist", { params, ...init }),
      (data, headers) =>
        toPage(data, headers, page, ({ id: groupId, name, web_url: webUrl }) => {
          // A group's row has no path of its own; it stands in its address.
          const path = /\/groups\/(.+)$/.exec(webUrl ?? "")?.[1];
          return { id: groupId, name, webUrl, ...(path !== undefined && { path }) };
        }),
    );
  }

  allowGroup(id: number, targetId: number, options?: RequestOptions): Promise<Row> {
    const init = { params: { path: { id } }, body: { target_group_id: targetId } };
    return this.#caller.call(
      operations.allowGroup,
      options,
      (more) =>
        this.#client.POST("/api/v4/projects/{id}/job_token_scope/groups_allowlist", { ...init, ...more }),
      (data) => (isId(data?.target_group_id) ? { id: data.target_group_id } : undefined),
    );
  }

  async disallowGroup(id: number, targetId: number, options?: RequestOptions): Promise<void> {
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

  findProjectId(path: string, options?: RequestOptions): Promise<number> {
    return this.#caller.call(
      { ...operations.getProject, subject: `the project "${path}"` },
      options,
      (init) => this.#client.GET("/api/v4/projects/{id}", { params: { path: { id: path } }, ...init }),
      (data) => (isId(data?.id) ? data.id : undefined),
    );
  }

  findGroupId(path: string, options?: RequestOptions): Promise<number> {
    const params = { path: { id: path }, query: { with_projects: false } };
    return this.#caller.call(
      { ...operations.getGroup, subject: `the group "${path}"` },
      options,
      (init) => this.#client.GET("/api/v4/groups/{id}", { params, ...init }),
      (data) => (isId(data?.id) ? data.id : undefined),
    );
  }
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function toPage<Item extends { id: number }>(
  items: Item[] | undefined,
  headers: Headers,
  page: number,
  toRow: (item: Item) => Row,
): Page | undefined {
  if (!Array.isArray(items) || !items.every((item) => isId(item?.id))) return undefined;
  return { rows: items.map(toRow), next: nextPage(headers, page, items.length >= rowsPerPage) };
}
