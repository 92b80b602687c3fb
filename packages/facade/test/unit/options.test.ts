import { createGitLab, type GitLabOptions } from "@gitlab-job-token-scope/facade";
import { expect, test } from "vitest";
import { errorOf, sent, start } from "../helpers.js";

test.for<[string, Partial<GitLabOptions>, string]>([
  ["a url that is none", { url: "gitlab.example.com" }, "url: expected an absolute http or https URL"],
  ["an empty token", { token: "" }, "token: expected a string that is not empty"],
  ["a token with a space", { token: "se cret" }, "token: it has a space"],
  ["a time-out below 1", { timeoutMs: 0 }, "timeoutMs: expected milliseconds from 1"],
  ["a time-out that is not finite", { totalTimeoutMs: Number.POSITIVE_INFINITY }, "totalTimeoutMs: expected"],
  ["a limit below 0", { retry: { limit: -1 } }, "retry.limit: expected a whole number from 0, not -1"],
])("refuses %s, and shows no token", async ([, options, words]) => {
  const error = await errorOf(() => createGitLab({ token: "secret", ...options }));
  expect(error).toMatchObject({ name: "InvalidRequestError", code: "invalid_request" });
  expect(error.message).toContain(words);
  expect(error.message).not.toMatch(/se ?cret/);
});

test("refuses a call's options before anything is sent", async () => {
  const { server, gitlab } = await start();
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get({ timeoutMs: Number.NaN }));
  expect(error).toMatchObject({ code: "invalid_request" });
  expect(sent(server)).toEqual([]);
});

test("says that a token function failed, before anything is sent", async () => {
  const failing = () => Promise.reject(new Error("the vault is sealed"));
  const { server, gitlab } = await start({}, { token: failing });
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
  expect(error).toMatchObject({ code: "invalid_request", message: "the vault is sealed" });
  expect(sent(server)).toEqual([]);
});

test.for(["authorization", "private-token"] as const)("sends the token in %s", async (tokenHeader) => {
  const { gitlab } = await start({}, { tokenHeader });
  expect((await gitlab.project(1).jobTokenScope.get()).inboundEnabled).toBe(true);
});
