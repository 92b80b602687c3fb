import { parseDesiredState } from "@gitlab-job-token-scope/desired-state";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import { expect, test } from "vitest";
import { CommandError, usageError } from "../src/command-error.js";
import { describeError } from "../src/describe-error.js";
import { recordError } from "../src/record-error.js";
import { startGitLab } from "./helpers.js";

async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

test("a mistake of the user is a usage error, and what GitLab refuses a failure", async () => {
  const server = await startGitLab();
  const gitlab = createGitLab({ url: server.url, token: server.token });
  const wrong = await thrownBy(() => gitlab.project("app"));
  expect(describeError(wrong, false)).toEqual({
    status: 64,
    message: expect.stringMatching(/\(invalid_reference\)$/),
  });
  const headers = { "x-request-id": "01KB0Q" };
  server.script({}, [{ status: 404, headers, body: { message: "404 Project Not Found" } }]);
  const missing = await thrownBy(() => gitlab.project("group/none").jobTokenScope.get());
  expect(describeError(missing, true)).toEqual({
    status: 1,
    message: expect.stringMatching(/^GET .*404.*\(not_found\)$/),
  });
  expect(recordError(missing)).toEqual({
    code: "not_found",
    message: expect.stringContaining("404"),
    status: 404,
    requestId: "01KB0Q",
  });
  server.script({}, [{ status: 400, body: { message: "400 Bad request" } }]);
  const refused = await thrownBy(() => gitlab.project(1).jobTokenScope.get());
  expect(describeError(refused, false)).toEqual({
    status: 1,
    message: expect.stringMatching(/400.*\(invalid_request\)$/),
  });
  const address = await thrownBy(() => createGitLab({ url: "gitlab", token: "glpat-test" }));
  expect(describeError(address, false)).toEqual({
    status: 64,
    message: expect.stringMatching(/\(invalid_request\)$/),
  });
  const file = await thrownBy(() => parseDesiredState("version: 2"));
  expect(describeError(file, false)).toMatchObject({
    status: 64,
    message: expect.stringContaining("version"),
  });
  expect(recordError(file)).toEqual({ code: "invalid_state", message: expect.stringContaining("version") });
});

test("an error of the command has its own status", () => {
  expect(describeError(usageError("wrong"), false)).toMatchObject({ message: "wrong", status: 64 });
  expect(describeError(new CommandError("failed"), false)).toMatchObject({ message: "failed", status: 1 });
});

test("an error that nobody expected has its stack with --verbose", () => {
  const error = new TypeError("x is not a function");
  expect(describeError(error, false)).toEqual({
    message: "Unexpected error: x is not a function",
    status: 1,
  });
  expect(describeError(error, true).message).toBe(`Unexpected error: ${error.stack}`);
  expect(describeError("thrown", true)).toEqual({ message: "Unexpected error: thrown", status: 1 });
});

test("what is not an error of ours is recorded as unexpected", () => {
  expect(recordError(undefined)).toEqual({ code: "unexpected", message: "undefined" });
  expect(recordError("thrown")).toEqual({ code: "unexpected", message: "thrown" });
  const system = Object.assign(new Error("failed"), { code: "EIO", status: 404, requestId: "a" });
  expect(recordError(system)).toEqual({ code: "unexpected", message: "failed" });
  expect(recordError({ code: "x", toJSON: 1 })).toEqual({ code: "unexpected", message: "[object Object]" });
  expect(recordError(Object.assign(new Error("failed"), { code: 1, toJSON() {} })).code).toBe("unexpected");
});
