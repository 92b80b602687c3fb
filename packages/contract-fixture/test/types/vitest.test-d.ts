import type { MockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { createTest, test as gitlabTest } from "@gitlab-job-token-scope/contract-fixture/vitest";
import { CoverageReporter } from "@gitlab-job-token-scope/contract-fixture/vitest-reporter";
import { expectTypeOf, test } from "vitest";
import type { Reporter } from "vitest/node";

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

test("the reporter accepts only a file", () => {
  new CoverageReporter();
  new CoverageReporter({ file: "coverage.json" }) satisfies Reporter;
  // @ts-expect-error -- unknown option
  new CoverageReporter({ files: "coverage.json" });
});
