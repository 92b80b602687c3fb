import { createTest, test } from "@gitlab-job-token-scope/contract-fixture/vitest";
import { expect } from "vitest";

const enforcedTest = createTest({ scenario: "enforced-400" });

test("another test", ({ gitlab, task }) => {
  expect(gitlab.state().instance).toEqual({ enforced: false });
  Object.assign(task.meta, { url: gitlab.url });
});

enforcedTest("another test with options", ({ gitlab, task }) => {
  expect(gitlab.state().instance).toEqual({ enforced: true });
  Object.assign(task.meta, { url: gitlab.url });
});
