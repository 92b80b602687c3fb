import { createTest, test } from "@gitlab-job-token-scope/contract-fixture/vitest";
import { expect } from "vitest";

const olderTest = createTest({ gitlab: "18.0" });
let attempts = 0;

test("reads", { retry: 1 }, async ({ gitlab }) => {
  await fetch(`${gitlab.apiUrl}/projects/1/job_token_scope`, { headers: { "private-token": gitlab.token } });
  attempts += 1;
  expect(attempts).toBe(2);
});

olderTest("reads an older version", async ({ gitlab }) => {
  await fetch(`${gitlab.apiUrl}/projects/1/job_token_scope`, { headers: { "private-token": gitlab.token } });
});

test("sends nothing", ({ gitlab }) => {
  expect(gitlab.requests()).toEqual([]);
});
