import type { MockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { createTest, test as gitlabTest } from "@gitlab-job-token-scope/contract-fixture/vitest";
import { expectTypeOf, test } from "vitest";

test("a test receives a mock GitLab", () => {
  gitlabTest.extend<{ url: string }>({
    url: async ({ gitlab, task }, use) => {
      expectTypeOf(gitlab).toEqualTypeOf<MockGitLab>();
      expectTypeOf(task.name).toBeString();
      await use(gitlab.url);
    },
  });
  expectTypeOf(createTest({ gitlab: "18.0", strict: false })).toEqualTypeOf(gitlabTest);
});

test("the internal fixture is not part of the type", () => {
  gitlabTest.extend<{ count: number }>({
    // @ts-expect-error -- internal
    count: async ({ gitlabServers }, use) => use(Number(gitlabServers)),
  });
});

test("unknown options and values are type errors", () => {
  // @ts-expect-error -- unknown option
  createTest({ scenarios: "duplicate" });
  // @ts-expect-error -- unknown scenario
  createTest({ scenario: "duplicates" });
});
