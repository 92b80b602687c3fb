import type { MockGitLab } from "@gitlab-job-token-scope/contract-fixture";
// Internal: the package does not export the in-memory GitLab. Only these tests call it without Prism and HTTP.
import type { InMemoryGitLab } from "../../dist/gitlab/gitlab.js";

/** The eleven operations, with method and path. */
export const operations = {
  getJobTokenScope: { method: "GET", path: "/projects/{id}/job_token_scope" },
  updateJobTokenScope: { method: "PATCH", path: "/projects/{id}/job_token_scope" },
  listAllowedProjects: { method: "GET", path: "/projects/{id}/job_token_scope/allowlist" },
  allowProject: { method: "POST", path: "/projects/{id}/job_token_scope/allowlist" },
  disallowProject: { method: "DELETE", path: "/projects/{id}/job_token_scope/allowlist/{target_project_id}" },
  listAllowedGroups: { method: "GET", path: "/projects/{id}/job_token_scope/groups_allowlist" },
  allowGroup: { method: "POST", path: "/projects/{id}/job_token_scope/groups_allowlist" },
  disallowGroup: {
    method: "DELETE",
    path: "/projects/{id}/job_token_scope/groups_allowlist/{target_group_id}",
  },
  getProject: { method: "GET", path: "/projects/{id}" },
  getGroup: { method: "GET", path: "/groups/{id}" },
  listGroupProjects: { method: "GET", path: "/groups/{id}/projects" },
} as const;

/** The `operationId` of an operation. */
export type OperationId = keyof typeof operations;

/** A call before URL encoding. */
export interface ApiCall {
  operation: OperationId;
  /** The path parameters. */
  path: Record<string, string>;
  query?: [name: string, value: string][];
  /** A JSON value; undefined for no body. */
  body?: unknown;
  /** Null to send no token. */
  token: string | null;
  header: "authorization" | "private-token";
  /** Whether the call conforms to the document. */
  isValid: boolean;
}

/** The compared parts of a response. */
export interface ApiResponse {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

const comparedHeaders = [
  "location",
  "link",
  "x-page",
  "x-per-page",
  "x-total",
  "x-total-pages",
  "x-next-page",
  "x-prev-page",
];

/** Sends a call to a fixture, with its own `fetch` or the global one. */
export async function send(
  call: ApiCall,
  { apiUrl }: MockGitLab,
  fetch: MockGitLab["fetch"],
): Promise<ApiResponse> {
  const { operation, body, token, header } = call;
  const response = await fetch(urlOf(call, apiUrl), {
    method: operations[operation].method,
    redirect: "manual",
    headers: {
      ...(token !== null && { [header]: header === "authorization" ? `Bearer ${token}` : token }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: pickHeaders((name) => response.headers.get(name)),
    body: parse(text, response.headers.get("content-type")),
  };
}

function parse(text: string, contentType: string | null): unknown {
  if (text === "") return undefined;
  return contentType === "application/json" ? JSON.parse(text) : text;
}

/** Passes a call to the in-memory GitLab directly. */
export function callModel(call: ApiCall, model: InMemoryGitLab, apiUrl: string): ApiResponse {
  const { operation, path, query = [], body, token } = call;
  const fields = typeof body === "object" && body !== null && !Array.isArray(body) ? body : {};
  const response = model.handle({
    operation,
    token: token ?? undefined,
    path,
    // The last value of a repeated parameter.
    query: Object.fromEntries(query),
    body: { ...fields },
    url: urlOf(call, apiUrl),
  });
  return {
    status: response.status,
    headers: pickHeaders((name) => response.headers?.[name]),
    body: response.body,
  };
}

function urlOf({ operation, path, query = [] }: ApiCall, apiUrl: string): URL {
  const filledPath = operations[operation].path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(path[name] ?? ""),
  );
  const search = new URLSearchParams(query).toString();
  return new URL(`${apiUrl}${filledPath}${search && `?${search}`}`);
}

function pickHeaders(read: (name: string) => string | null | undefined): Record<string, string> {
  return Object.fromEntries(
    comparedHeaders.flatMap((name) => {
      const value = read(name);
      return value === null || value === undefined ? [] : [[name, value]];
    }),
  );
}
