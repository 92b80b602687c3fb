// Compiled without the DOM library and without the types of Node, and with the DOM library: see ../check-packed.ts.
import { createGitLab, type GitLabOptions, type JobTokenScope } from "@gitlab-job-token-scope/facade";
import {
  type BadRequest,
  type CallErrors,
  createOpenApiClient,
  createRequestBuilder,
  type Middleware,
  type OpenApiClientOptions,
  type JobTokenScope as Settings,
} from "@gitlab-job-token-scope/openapi-client";

const path = "/api/v4/projects/{id}/job_token_scope";
const token = "glpat-test";

export async function read(options: OpenApiClientOptions): Promise<boolean> {
  const { data, error, response } = await createOpenApiClient(options).GET(path, {
    params: { path: { id: 1 } },
  });
  if (error) {
    const errors: CallErrors<typeof path, "get"> = error;
    throw errors;
  }
  const status: number = response.status;
  const settings: Settings = data;
  return settings.inbound_enabled && status === 200;
}

export async function update(): Promise<BadRequest | string | undefined> {
  const { error } = await createOpenApiClient({ token }).PATCH(path, {
    params: { path: { id: "group/app" } },
    body: { enabled: true },
    headers: { "x-reason": "audit" },
  });
  return error?.status === 400 ? error.body : undefined;
}

export async function prepare(): Promise<string | null> {
  const { headers } = await createRequestBuilder({ token }).prepare("get", path, {
    params: { path: { id: 1 } },
  });
  return headers.get("authorization");
}

export const logger: Middleware = { onRequest: ({ request }) => void request.url };
createOpenApiClient({ token }).use(logger);

export async function enable(options: GitLabOptions): Promise<JobTokenScope> {
  const project = createGitLab(options).project("group/app");
  for await (const entry of project.jobTokenScope.allowlist) entry.getId();
  return project.jobTokenScope.update({ enabled: true }, { timeoutMs: 1_000 });
}

// Types that are inferred have to be nameable in the consumer's own declarations.
export const api = createOpenApiClient({ token });
export const readResult = () => api.GET(path, { params: { path: { id: 1 } } });
export const readError = async () => (await readResult()).error;
export const readStatus = async () => (await readResult()).error?.status;
export const readBody = async () => (await readResult()).error?.body;
export const readHeaders = async () => (await readResult()).response.headers;
export const prepareOptions = (...args: Parameters<typeof api.prepare<"get", typeof path>>) => args[2];
export const gitlab = createGitLab({ token });
export const listEntries = () => gitlab.project(1).jobTokenScope.allowlist.list();
