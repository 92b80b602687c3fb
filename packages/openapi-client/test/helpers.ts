import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
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

/** Starts an HTTP server for one test, and creates a client for it. */
export async function serve(
  handler: RequestListener,
  options?: Partial<OpenApiClientOptions>,
): Promise<OpenApiClient> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return createOpenApiClient({ url: `http://127.0.0.1:${port}`, token: "glpat-test", ...options });
}

/** The reason that a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (reason) {
    return reason;
  }
  throw new Error("the promise did not reject");
}
