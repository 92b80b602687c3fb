import { type MockGitLab, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import {
  createOpenApiClient,
  type OpenApiClient,
  type OpenApiClientOptions,
} from "@gitlab-job-token-scope/openapi-client";
import { onTestFinished } from "vitest";

/** Starts a GitLab for one test, and creates a client for it. */
export async function start(
  options?: Partial<OpenApiClientOptions>,
): Promise<{ gitlab: MockGitLab; api: OpenApiClient }> {
  const gitlab = await startMockGitLab();
  onTestFinished(() => gitlab.close());
  return { gitlab, api: createOpenApiClient({ url: gitlab.url, token: gitlab.token, ...options }) };
}

/** Creates a client whose requests are recorded instead of sent. */
export function observe(options?: Partial<OpenApiClientOptions>): {
  api: OpenApiClient;
  requests: Request[];
} {
  const requests: Request[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    requests.push(request);
    return Response.json({ inbound_enabled: true, outbound_enabled: false });
  };
  return { api: createOpenApiClient({ token: "glpat-test", fetch, ...options }), requests };
}
