import { test as base, type TestAPI } from "vitest";
import { subtractCoverage } from "../contract-coverage/coverage.js";
import type { MockGitLab } from "../mock-gitlab.js";
import type { MockGitLabOptions } from "../options.js";
import { type Violation, ViolationError } from "../violation.js";
import { createServers, type Servers } from "./servers.js";
import { addTestCoverage } from "./test-coverage.js";

/** The fixtures available to a test. */
export interface GitLabFixtures {
  /** A mock GitLab in its initial state: it is reset before each test. */
  gitlab: MockGitLab;
}

/**
 * Creates a Vitest `test` function with a mock GitLab. The GitLab is started by the first test that uses it, closed at the end
 * of the worker, and reset before each test. A test fails if there are violations of the OpenAPI document, unless it removes
 * them with `takeViolations()` or `strict` is false. Unlike in `startMockGitLab()`, `strict` is true by default.
 *
 * The tests of a worker share the GitLab, so `test.concurrent` is not supported.
 *
 * @example
 * ```ts
 * import { createTest } from "@gitlab-job-token-scope/contract-fixture/vitest";
 * import { expect } from "vitest";
 *
 * const test = createTest({ gitlab: "18.0", seed: { projects: [{ id: 5, path: "team/app" }] } });
 *
 * test("the project exists", async ({ gitlab }) => {
 *   const headers = { "PRIVATE-TOKEN": gitlab.token };
 *   const response = await fetch(`${gitlab.apiUrl}/projects/5/job_token_scope`, { headers });
 *   expect(response.status).toBe(200);
 * });
 * ```
 */
export function createTest({ strict = true, ...options }: MockGitLabOptions = {}): TestAPI<GitLabFixtures> {
  return base.extend<GitLabFixtures & { gitlabServers: Servers }>({
    gitlabServers: [
      // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the dependencies of a fixture from this pattern.
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
          "gitlab: the tests of a worker share one GitLab, so a test that uses it cannot be concurrent; call startMockGitLab() instead",
        );
      }
      const gitlab = await gitlabServers.get(options);
      gitlab.reset();
      const before = gitlab.coverage();
      await use(gitlab);
      addTestCoverage(task.meta, subtractCoverage(gitlab.coverage(), before));
      const violations = gitlab
        .violations()
        .filter((violation) => strict || isFixtureBug(violation, options));
      if (violations.length > 0) throw new ViolationError(violations);
    },
  });
}

/** Whether the fixture's own response violates the document. Reported even if `strict` is false. */
function isFixtureBug({ side }: Violation, { mode }: MockGitLabOptions): boolean {
  return side === "response" && mode !== "proxy";
}

/**
 * Vitest's `test` with a mock GitLab that has the default seed and simulates the newest version.
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
