import { test as base, type TestAPI } from "vitest";
import type { MockGitLab } from "../mock-gitlab.js";
import type { MockGitLabOptions } from "../options.js";
import { type Violation, ViolationError } from "../violation.js";
import { createServers, type Servers } from "./servers.js";

/** What a test may ask for. */
export interface GitLabFixtures {
  /** A GitLab to test against, as it was started: no test sees what another one did. */
  gitlab: MockGitLab;
}

/**
 * Makes vitest's `test` with a GitLab of one's own. It listens from the first test that asks for it until the worker ends,
 * and is reset for each. A test fails when the OpenAPI document was broken, unless it took the violations with
 * `takeViolations()`, or the option `strict` is off; here it is on by default.
 *
 * The tests of a worker share the GitLab one after the other, so a test that is `concurrent` is refused.
 *
 * @example
 * ```ts
 * import { createTest } from "@gitlab-job-token-scope/contract-fixture/vitest";
 * import { expect } from "vitest";
 *
 * const test = createTest({ gitlab: "18.0", seed: { projects: [{ id: 5, path: "team/app" }] } });
 *
 * test("the project is there", async ({ gitlab }) => {
 *   const headers = { "PRIVATE-TOKEN": gitlab.token };
 *   const response = await fetch(`${gitlab.apiUrl}/projects/5/job_token_scope`, { headers });
 *   expect(response.status).toBe(200);
 * });
 * ```
 */
export function createTest({ strict = true, ...options }: MockGitLabOptions = {}): TestAPI<GitLabFixtures> {
  return base.extend<GitLabFixtures & { gitlabServers: Servers }>({
    gitlabServers: [
      // biome-ignore lint/correctness/noEmptyPattern: vitest reads from this pattern what a fixture needs.
      async ({}, use) => {
        const servers = createServers();
        await use(servers);
        await servers.close();
      },
      { scope: "worker" },
    ],
    gitlab: async ({ gitlabServers, task }, use) => {
      if (task.concurrent) {
        throw new Error(
          "gitlab: tests of a worker share one GitLab, so this one cannot be concurrent; use startMockGitLab() in it",
        );
      }
      const gitlab = await gitlabServers.get(options);
      gitlab.reset();
      await use(gitlab);
      const violations = gitlab.violations().filter((violation) => strict || isOwn(violation, options));
      if (violations.length > 0) throw new ViolationError(violations);
    },
  });
}

/** Whether the fixture itself broke the document, which no test may overlook. */
function isOwn({ side }: Violation, { mode }: MockGitLabOptions): boolean {
  return side === "response" && mode !== "proxy";
}

/**
 * Vitest's `test` with a GitLab that has the built-in world and behaves as the newest version.
 *
 * @example
 * ```ts
 * import { test } from "@gitlab-job-token-scope/contract-fixture/vitest";
 * import { expect } from "vitest";
 *
 * test("a project is allowed", async ({ gitlab }) => {
 *   const response = await fetch(`${gitlab.apiUrl}/projects/1/job_token_scope/allowlist`, {
 *     method: "POST",
 *     headers: { "PRIVATE-TOKEN": gitlab.token, "content-type": "application/json" },
 *     body: JSON.stringify({ target_project_id: 42 }),
 *   });
 *   expect(response.status).toBe(201);
 * });
 * ```
 */
export const test: TestAPI<GitLabFixtures> = createTest();
