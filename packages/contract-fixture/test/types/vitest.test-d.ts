import type { MockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { createTest, test as gitlabTest } from "@gitlab-job-token-scope/contract-fixture/vitest";
import { expectTypeOf, test } from "vitest";

test("a test is given a GitLab", () => {
  gitlabTest.extend<{ url: string }>({
    url: async ({ gitlab, task }, use) => {
      expectTypeOf(gitlab).toEqualTypeOf<MockGitLab>();
      expectTypeOf(task.name).toBeString();
      await use(gitlab.url);
    },
  });
  expectTypeOf(createTest({ gitlab: "18.0", strict: false })).toEqualTypeOf(gitlabTest);
});

test("a test is not given what the GitLab is kept in", () => {
  gitlabTest.extend<{ count: number }>({
    // @ts-expect-error a matter of the fixture's own
    count: async ({ gitlabServers }, use) => use(Number(gitlabServers)),
  });
});

test("an option that there is not is refused", () => {
  // @ts-expect-error misspelt
  createTest({ scenarios: "duplicate" });
  // @ts-expect-error there is none of this name
  createTest({ scenario: "duplicates" });
});
