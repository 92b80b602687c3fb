// Runs in a project that contains only the packed packages: see ../check-packed.ts.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type MockGitLab, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { createGitLab, isJobTokenScopeError, type JobTokenScope } from "@gitlab-job-token-scope/facade";
import { createOpenApiClient, type JobTokenScope as Settings } from "@gitlab-job-token-scope/openapi-client";

const server: MockGitLab = await startMockGitLab();
const { url, token } = server;

const scope: JobTokenScope = await createGitLab({ url, token }).project("group/app").jobTokenScope.get();
scope.enabled = false;
await scope.save();

const { data } = await createOpenApiClient({ url, token }).GET("/api/v4/projects/{id}/job_token_scope", {
  params: { path: { id: 1 } },
});
const settings: Settings | undefined = data;
if (settings?.inbound_enabled !== false) throw new Error(`read ${JSON.stringify(settings)}`);

// The packed command, with everything that it loads.
const { stdout } = await promisify(execFile)(
  "npx",
  ["gitlab-job-token-scope", "audit", "1", "--no-targets", "--format", "ndjson"],
  {
    env: { ...process.env, GITLAB_URL: url, GITLAB_TOKEN: token },
  },
).catch((error: { code: number; stdout: string }) => error);
if (!stdout.includes('"unrestricted"')) throw new Error(`the command printed ${JSON.stringify(stdout)}`);

const document = fileURLToPath(import.meta.resolve("@gitlab-job-token-scope/contract-fixture/openapi.yaml"));
if (!readFileSync(document, "utf8").startsWith("openapi: 3.1.0"))
  throw new Error(`${document} is not an OpenAPI document`);

try {
  createGitLab({ token: "" });
  throw new Error("an empty token was accepted");
} catch (error) {
  if (!isJobTokenScopeError(error)) throw error;
}
await server.close();
