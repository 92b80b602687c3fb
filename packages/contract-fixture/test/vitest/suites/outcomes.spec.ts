import { createTest, test } from "@gitlab-job-token-scope/contract-fixture/vitest";
import { describe, expect, vi } from "vitest";
import { InMemoryGitLab } from "../../../dist/gitlab/gitlab.js";
import { readScope, writeScope } from "./calls.js";

const lenientTest = createTest({ strict: false });
let attempts = 0;

describe("in a block", () => {
  test("conforms to the document", async ({ gitlab }) => {
    expect((await writeScope(gitlab, { enabled: false })).status).toBe(204);
  });
});

test("violates the document", async ({ gitlab }) => {
  expect((await writeScope(gitlab, { enabeld: false })).status).toBe(400);
});

test("fails and violates the document", async ({ gitlab }) => {
  expect((await writeScope(gitlab, { enabeld: false })).status).toBe(204);
});

test("violates the document and takes the violations", async ({ gitlab }) => {
  await writeScope(gitlab, { enabeld: false });
  expect(gitlab.takeViolations()).not.toEqual([]);
});

lenientTest("violates the document without strict", async ({ gitlab }) => {
  expect((await writeScope(gitlab, { enabeld: false })).status).toBe(400);
});

lenientTest("gets a response that violates the document", async ({ gitlab }) => {
  // The in-memory GitLab itself never does this.
  vi.spyOn(InMemoryGitLab.prototype, "handle").mockReturnValueOnce({ status: 200, body: {} });
  expect((await readScope(gitlab)).status).toBe(500);
});

test.for([1, 2])("starts with the initial state, %i", async (_, { gitlab }) => {
  expect(gitlab.requests()).toEqual([]);
  expect(await (await readScope(gitlab)).json()).toMatchObject({ inbound_enabled: true });
  await writeScope(gitlab, { enabled: false });
});

test("starts with the initial state on a retry", { retry: 1 }, async ({ gitlab }) => {
  expect(await (await readScope(gitlab)).json()).toMatchObject({ inbound_enabled: true });
  await writeScope(gitlab, { enabled: false });
  attempts += 1;
  expect(attempts).toBe(2);
});

test.concurrent("is concurrent", ({ gitlab }) => {
  expect(gitlab.url).toBe("not reached");
});

test("does not use a GitLab", () => {});
