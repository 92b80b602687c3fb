import { createTest, test } from "@gitlab-job-token-scope/contract-fixture/vitest";
import { describe, expect, vi } from "vitest";
import { InMemoryGitLab } from "../../../dist/gitlab/gitlab.js";
import { readScope, writeScope } from "./calls.js";

const lenientTest = createTest({ strict: false });
let attempts = 0;

describe("in a block", () => {
  test("keeps the document", async ({ gitlab }) => {
    expect((await writeScope(gitlab, { enabled: false })).status).toBe(204);
  });
});

test("breaks the document", async ({ gitlab }) => {
  expect((await writeScope(gitlab, { enabeld: false })).status).toBe(400);
});

test("fails, and breaks the document", async ({ gitlab }) => {
  expect((await writeScope(gitlab, { enabeld: false })).status).toBe(204);
});

test("breaks the document and expects it", async ({ gitlab }) => {
  await writeScope(gitlab, { enabeld: false });
  expect(gitlab.takeViolations()).not.toEqual([]);
});

lenientTest("breaks the document and may", async ({ gitlab }) => {
  expect((await writeScope(gitlab, { enabeld: false })).status).toBe(400);
});

lenientTest("meets a GitLab that breaks the document itself", async ({ gitlab }) => {
  // What the model never does.
  vi.spyOn(InMemoryGitLab.prototype, "answer").mockReturnValueOnce({ status: 200, body: {} });
  expect((await readScope(gitlab)).status).toBe(500);
});

test.for([1, 2])("finds a world that nobody changed, %i", async (_, { gitlab }) => {
  expect(gitlab.requests()).toEqual([]);
  expect(await (await readScope(gitlab)).json()).toMatchObject({ inbound_enabled: true });
  await writeScope(gitlab, { enabled: false });
});

test("finds a world that nobody changed when it is tried again", { retry: 1 }, async ({ gitlab }) => {
  expect(await (await readScope(gitlab)).json()).toMatchObject({ inbound_enabled: true });
  await writeScope(gitlab, { enabled: false });
  attempts += 1;
  expect(attempts).toBe(2);
});

test.concurrent("is concurrent", ({ gitlab }) => {
  expect(gitlab.url).toBe("never reached");
});

test("does not ask for a GitLab", () => {});
