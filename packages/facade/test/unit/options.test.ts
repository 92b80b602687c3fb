import { createGitLab, type GitLabOptions } from "@gitlab-job-token-scope/facade";
import { expect, test } from "vitest";
import { errorOf, sent, start } from "../helpers.js";

test.for<[string, Partial<GitLabOptions>, string]>([
  ["a url that is none", { url: "gitlab.example.com" }, "url: expected an absolute http or https URL"],
  ["an empty token", { token: "" }, "token: expected a non-empty string"],
  ["a token with a space", { token: "se cret" }, "token: contains a space"],
  ["a time-out below 1", { timeoutMs: 0 }, "timeoutMs: expected milliseconds from 1"],
  ["a time-out that is not finite", { totalTimeoutMs: Number.POSITIVE_INFINITY }, "totalTimeoutMs: expected"],
  ["a time-out below a millisecond", { timeoutMs: 0.2 }, "timeoutMs: expected milliseconds from 1"],
  // @ts-expect-error -- no function
  ["a fetch that is none", { fetch: 5 }, "fetch: expected a function"],
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

test("refuses no options at all", async () => {
  // @ts-expect-error -- the token is missing
  expect(await errorOf(() => createGitLab())).toMatchObject({ code: "invalid_request" });
});

test("a call's option that is undefined leaves the client's in force", async () => {
  const { server, gitlab } = await start({}, { retry: { limit: 0 }, signal: AbortSignal.abort() });
  // What a consumer without exactOptionalPropertyTypes may pass.
  const options = { signal: undefined, retry: undefined, timeoutMs: undefined } as object;
  expect(await errorOf(() => gitlab.project(1).jobTokenScope.get(options))).toMatchObject({
    code: "aborted",
  });
  expect(sent(server)).toEqual([]);
});

test("a fetch is called alone, as the runtime's own insists on", async () => {
  let receiver: unknown = "none";
  function fetchAlone(this: unknown, request: Request): Promise<Response> {
    receiver = this;
    return fetch(request);
  }
  const { gitlab } = await start({}, { fetch: fetchAlone });
  await gitlab.project(1).jobTokenScope.get();
  expect(receiver).toBeUndefined();
});

test.for([
  new Error("the vault is sealed"),
  // What would be taken for a failure of GitLab's by its name.
  Object.assign(new Error("the vault is sealed"), { name: "TimeoutError" }),
  Object.assign(new Error("the vault is sealed"), {
    name: "HTTPError",
    response: new Response(null, { status: 403 }),
  }),
])("says that a token function failed, before anything is sent", async (failure) => {
  const { server, gitlab } = await start({}, { token: () => Promise.reject(failure) });
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
  expect(error).toMatchObject({
    code: "invalid_request",
    message: "token: the function that gives it failed: the vault is sealed",
  });
  expect(sent(server)).toEqual([]);
});

test("a signal ends a call that waits for its token", async () => {
  const { server, gitlab } = await start({}, { token: () => new Promise(() => {}) });
  const controller = new AbortController();
  const call = errorOf(() => gitlab.project(1).jobTokenScope.get({ signal: controller.signal }));
  controller.abort();
  expect(await call).toMatchObject({ code: "aborted", attempts: 0 });
  expect(sent(server)).toEqual([]);
});

test.for(["authorization", "private-token"] as const)("sends the token in %s", async (tokenHeader) => {
  const { gitlab } = await start({}, { tokenHeader });
  expect((await gitlab.project(1).jobTokenScope.get()).inboundEnabled).toBe(true);
});
