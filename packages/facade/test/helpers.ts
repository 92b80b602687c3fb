import {
  type MockGitLab,
  type MockGitLabOptions,
  startMockGitLab,
} from "@gitlab-job-token-scope/contract-fixture";
import {
  createGitLab,
  type GitLab,
  type GitLabOptions,
  isJobTokenScopeError,
  type JobTokenScopeError,
} from "@gitlab-job-token-scope/facade";
import { onTestFinished } from "vitest";

/**
 * A GitLab for one test, and a facade of it. The test fails when the facade sent, or GitLab answered, anything that the
 * OpenAPI document does not allow.
 */
export async function start(
  fixture: MockGitLabOptions = {},
  options: Partial<GitLabOptions> = {},
): Promise<{ server: MockGitLab; gitlab: GitLab }> {
  const server = await startMockGitLab({ strict: true, ...fixture });
  onTestFinished(() => server.close());
  return { server, gitlab: connect(server, options) };
}

/** A facade of a GitLab, without its safety net. */
export function connect(server: MockGitLab, options: Partial<GitLabOptions> = {}): GitLab {
  return createGitLab({ url: server.url, token: server.token, ...options });
}

/** The error of this package that a call fails with. */
export async function errorOf(call: () => unknown): Promise<JobTokenScopeError> {
  try {
    await call();
  } catch (error) {
    if (isJobTokenScopeError(error)) return error;
    throw error;
  }
  throw new Error("the call did not fail");
}

/** What the facade sent, as `"PATCH /projects/1/job_token_scope"`. */
export function sent(server: MockGitLab): string[] {
  return server.requests().map(({ method, path }) => `${method} ${path.replace("/api/v4", "")}`);
}
