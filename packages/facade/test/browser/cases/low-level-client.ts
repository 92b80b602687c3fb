import type { GitLabOptions } from "@gitlab-job-token-scope/facade";
import { CallError, createOpenApiClient } from "@gitlab-job-token-scope/openapi-client";

/** What a call of the low-level client returned. */
export interface Outcome {
  readonly data: object | undefined;
  readonly error: { readonly status: number; readonly body: unknown; readonly message: string } | undefined;
  readonly responseType: string;
}

const path = "/api/v4/projects/{id}/job_token_scope";

/** Reads the setting with the low-level client. */
export async function readWithClient(options: GitLabOptions, id: number | string): Promise<Outcome> {
  const { url, token } = options;
  const api = createOpenApiClient({ token, ...(url !== undefined && { url }) });
  const { data, error, response } = await api.GET(path, { params: { path: { id } } });
  if (error !== undefined && !(error instanceof CallError)) throw new Error("the error is no CallError");
  return { data, error: error?.toJSON(), responseType: response.type };
}

/** Reads with a signal that is aborted while the token is awaited. */
export async function abortWithClient(options: GitLabOptions): Promise<string> {
  const { url } = options;
  const api = createOpenApiClient({ token: () => new Promise(() => {}), ...(url !== undefined && { url }) });
  const controller = new AbortController();
  setTimeout(() => controller.abort("left the page"), 20);
  const call = api.GET(path, { params: { path: { id: 1 } }, signal: controller.signal });
  return call.then(
    () => "resolved",
    (reason) => String(reason),
  );
}
