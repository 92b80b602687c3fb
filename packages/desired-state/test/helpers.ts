import {
  type MockGitLab,
  type MockGitLabOptions,
  startMockGitLab,
} from "@gitlab-job-token-scope/contract-fixture";
import { type DesiredStateError, isDesiredStateError } from "@gitlab-job-token-scope/desired-state";
import { createGitLab, type GitLab, type GitLabOptions } from "@gitlab-job-token-scope/facade";
import { onTestFinished, vi } from "vitest";

type Seed = NonNullable<MockGitLabOptions["seed"]>;
type SeedProject = NonNullable<Seed["projects"]>[number];

/** A small world: the project 1 allows 42 and the group 7. */
export const world = {
  projects: [
    { id: 1, path: "group/app", allowedProjects: [42], allowedGroups: [7] } as SeedProject,
    { id: 42, path: "group/tool" },
    { id: 43, path: "partner/client" },
    { id: 44, path: "partner/sub/server" },
  ],
  groups: [
    { id: 6, path: "group" },
    { id: 7, path: "partner" },
    { id: 8, path: "partner/sub" },
  ],
} satisfies Seed;

/** The small world, with another project 1 and with more projects. */
export function withApp(app: Partial<SeedProject>, more: readonly SeedProject[] = []): Seed {
  const [one, ...others] = world.projects;
  return { ...world, projects: [{ id: 1, path: "group/app", ...one, ...app }, ...others, ...more] };
}

/** A GitLab for one test, and a client of it. A request that the OpenAPI document does not allow fails the test. */
export async function start(
  fixture: MockGitLabOptions = {},
  options: Partial<GitLabOptions> = {},
): Promise<{ server: MockGitLab; gitlab: GitLab }> {
  skipBackoff();
  const server = await startMockGitLab({ strict: true, seed: world, ...fixture });
  onTestFinished(() => server.close());
  return { server, gitlab: createGitLab({ url: server.url, token: server.token, ...options }) };
}

/** Makes every backoff 0 ms until the end of the test. */
export function skipBackoff(): void {
  if (vi.isMockFunction(Math.random)) return;
  const random = vi.spyOn(Math, "random").mockReturnValue(0);
  onTestFinished(() => random.mockRestore());
}

/**
 * Makes a call once for each of its requests. Each time, another request does not end before its signal is aborted, and the
 * caller's signal is aborted meanwhile.
 *
 * @returns What ended each of these requests: "aborted", or "a time limit" if the caller's signal did not reach it.
 */
export async function abortEach(
  server: MockGitLab,
  call: (gitlab: GitLab, signal: AbortSignal) => Promise<unknown>,
): Promise<unknown[]> {
  const endings: unknown[] = [];
  for (let number = 1; ; number++) {
    server.reset();
    const controller = new AbortController();
    let requests = 0;
    const fetch: GitLabOptions["fetch"] = (request) => {
      if (++requests !== number) return server.fetch(request);
      return new Promise((_, reject) => {
        request.signal.addEventListener("abort", () => {
          endings.push(/no response in/.test(String(request.signal.reason)) ? "a time limit" : "aborted");
          reject(request.signal.reason);
        });
        controller.abort(new Error("enough"));
      });
    };
    // Only a request that is not aborted waits for its time limit.
    const limits = { timeoutMs: 15_000, retry: { limit: 0 } };
    const gitlab = createGitLab({ url: server.url, token: server.token, fetch, ...limits });
    await call(gitlab, controller.signal).catch(() => {});
    if (requests < number) return endings;
  }
}

/** The requests that a server received, as `"PATCH /projects/1/job_token_scope"`. */
export function sent(server: MockGitLab): string[] {
  return server
    .requests()
    .map(({ method, path }) => `${method} ${path.replace("/api/v4", "").replace(/\?.*/, "")}`);
}

/** The requests that change something. */
export function writes(server: MockGitLab): string[] {
  return sent(server).filter((request) => !request.startsWith("GET "));
}

/** What the project 1 is in a GitLab. */
export function stateOf(server: MockGitLab, id = 1): unknown {
  const { inboundEnabled, allowedProjects, allowedGroups } =
    server.state().projects?.find((project) => project.id === id) ?? {};
  return { inboundEnabled, allowedProjects, allowedGroups };
}

/** The error of this package that a call fails with. */
export async function errorOf(call: () => unknown): Promise<DesiredStateError> {
  try {
    await call();
  } catch (error) {
    if (isDesiredStateError(error)) return error;
    throw error;
  }
  throw new Error("the call did not fail");
}
