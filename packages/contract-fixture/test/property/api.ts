import type { MockGitLab } from "@gitlab-job-token-scope/contract-fixture";
// The state model has no door of its own in the package: only here is it asked without what stands before it.
import type { InMemoryGitLab } from "../../dist/gitlab/gitlab.js";

/** The ten operations, and where each is. */
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
} as const;

/** The `operationId` of one of the ten. */
export type OperationId = keyof typeof operations;

/** A call as a test writes it down: nothing in it is encoded. */
export interface ApiCall {
  operation: OperationId;
  /** The parameters of the path. */
  path: Record<string, string>;
  query?: [name: string, value: string][];
  /** A JSON value; undefined for no body. */
  body?: unknown;
  /** Null for a call without a token. */
  token: string | null;
  header: "authorization" | "private-token";
  /** Whether it is made as the document allows it. */
  isRight: boolean;
}

/** What is compared of an answer. */
export interface ApiAnswer {
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

/** Sends a call to a fixture, through its own `fetch` or that of Node. */
export async function send(
  call: ApiCall,
  { apiUrl }: MockGitLab,
  fetch: MockGitLab["fetch"],
): Promise<ApiAnswer> {
  const { operation, body, token, header } = call;
  const response = await fetch(addressOf(call, apiUrl), {
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
    body: text === "" ? undefined : JSON.parse(text),
  };
}

/** Asks the state model what the answer to a call is. */
export function ask(call: ApiCall, model: InMemoryGitLab, apiUrl: string): ApiAnswer {
  const { operation, path, query = [], body, token } = call;
  const names = [...new Set(query.map(([name]) => name))];
  const fields = typeof body === "object" && body !== null && !Array.isArray(body) ? body : {};
  const { status, headers, ...answer } = model.answer({
    operation,
    token: token ?? undefined,
    path,
    query: Object.fromEntries(
      names.map((name) => {
        const [first = "", ...others] = query.flatMap(([other, value]) => (other === name ? [value] : []));
        return [name, others.length === 0 ? first : [first, ...others]];
      }),
    ),
    body: { ...fields },
    url: addressOf(call, apiUrl),
  });
  return { status, headers: pickHeaders((name) => headers?.[name]), body: answer.body };
}

function addressOf({ operation, path, query = [] }: ApiCall, apiUrl: string): URL {
  const filled = operations[operation].path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(path[name] ?? ""),
  );
  const search = new URLSearchParams(query).toString();
  return new URL(`${apiUrl}${filled}${search && `?${search}`}`);
}

function pickHeaders(read: (name: string) => string | null | undefined): Record<string, string> {
  return Object.fromEntries(
    comparedHeaders.flatMap((name) => {
      const value = read(name);
      return value === null || value === undefined ? [] : [[name, value]];
    }),
  );
}
