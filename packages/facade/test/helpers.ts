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
import { onTestFinished, vi } from "vitest";

/** What a script sends instead of GitLab's own response. */
export type ScriptedResponse = Parameters<MockGitLab["script"]>[1][number];

/** A lost connection: before GitLab carried the request out, and after it. */
export const lostBefore = { drop: "before" } as const;
export const lostAfter = { drop: "after" } as const;

/**
 * A GitLab for one test, and a client of it. The test fails when a request or a response is not what the OpenAPI document
 * allows. Backoff takes no time.
 */
export async function start(
  fixture: MockGitLabOptions = {},
  options: Partial<GitLabOptions> = {},
): Promise<{ server: MockGitLab; gitlab: GitLab }> {
  skipBackoff();
  const server = await startMockGitLab({ strict: true, ...fixture });
  onTestFinished(() => server.close());
  return { server, gitlab: connect(server, options) };
}

/** A client of a GitLab that is running. */
export function connect(server: MockGitLab, options: Partial<GitLabOptions> = {}): GitLab {
  return createGitLab({ url: server.url, token: server.token, ...options });
}

/** A client whose requests a function responds to, without a server. */
export function connectTo(
  respond: (request: Request) => unknown,
  options: Partial<GitLabOptions> = {},
): GitLab {
  // A JavaScript program can pass a function that resolves to anything.
  return createGitLab({
    token: "glpat-test",
    fetch: async (request) => (await respond(request)) as Response,
    ...options,
  });
}

/** Makes every backoff 0 ms until the end of the test. */
export function skipBackoff(): void {
  if (vi.isMockFunction(Math.random)) return;
  const random = vi.spyOn(Math, "random").mockReturnValue(0);
  onTestFinished(() => random.mockRestore());
}

/**
 * A fetch that never responds to some requests, whose attempts time out at once all the same: the clock is put forward by
 * 10 s, the default limit of an attempt. All other requests reach the server, without a socket.
 */
export function timingOut(
  server: MockGitLab,
  isLost: (request: Request) => boolean,
  { isCarriedOut = false } = {},
): (request: Request) => Promise<Response> {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true });
  onTestFinished(() => void vi.useRealTimers());
  return async (request) => {
    if (!isLost(request)) return server.fetch(request);
    if (isCarriedOut) await server.fetch(request);
    void vi.advanceTimersByTimeAsync(10_000);
    return new Promise<Response>(() => {});
  };
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

/** The requests that a server received, as `"PATCH /projects/1/job_token_scope"`. */
export function sent(server: MockGitLab): string[] {
  return server.requests().map(({ method, path }) => `${method} ${path.replace("/api/v4", "")}`);
}

/** The methods of the requests that a server received. */
export function methodsOf(server: MockGitLab): string[] {
  return server.requests().map(({ method }) => method);
}
