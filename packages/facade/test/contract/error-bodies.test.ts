import type { ErrorCode } from "@gitlab-job-token-scope/facade";
import { expect, test } from "vitest";
import { errorOf, start } from "../helpers.js";

const retryLater = 'GitLab says: "Retry later"';
/** What GitLab, or something before it, answers to a read. */
type Answer = { status: number; headers?: Record<string, string> } & (
  | { body?: unknown }
  | { html: string }
  | { malformedJson: string }
  | { redirect: string }
);
test.for<[string, Answer, ErrorCode, unknown, string]>([
  [
    "a message",
    { status: 400, body: { message: "400 Bad request - odd" } },
    "invalid_request",
    { message: "400 Bad request - odd" },
    '"400 Bad request - odd"',
  ],
  [
    "an error",
    { status: 400, body: { error: "page is invalid" } },
    "invalid_request",
    { error: "page is invalid" },
    '"page is invalid"',
  ],
  [
    "an OAuth error",
    { status: 401, body: { error: "invalid_token", error_description: "Token was revoked." } },
    "unauthorized",
    { error: "invalid_token", error_description: "Token was revoked." },
    '"invalid_token: Token was revoked."',
  ],
  [
    "a fine-grained token's",
    { status: 403, body: { error: "insufficient_granular_scope" } },
    "insufficient_scope",
    { error: "insufficient_granular_scope" },
    "scope is too small",
  ],
  [
    "an object of arrays",
    { status: 400, body: { message: { enabled: ["is odd", "is late"] } } },
    "invalid_request",
    { message: { enabled: ["is odd", "is late"] } },
    '"enabled is odd, is late"',
  ],
  [
    "an object of arrays with a rule",
    { status: 400, body: { message: { base: ["Target project is not in the job token scope"] } } },
    "not_allowed",
    { message: { base: ["Target project is not in the job token scope"] } },
    "not in the job token scope",
  ],
  ["plain text", { status: 429, body: "Retry later\n" }, "rate_limited", "Retry later\n", retryLater],
  [
    "a page",
    { status: 503, html: "<html>Maintenance</html>" },
    "server_error",
    "<html>Maintenance</html>",
    "a proxy before it",
  ],
  [
    "a page of a firewall",
    { status: 403, html: "<html>Blocked</html>" },
    "forbidden",
    "<html>Blocked</html>",
    "not worded as GitLab does it",
  ],
  ["a long text", { status: 500, body: "x".repeat(5_000) }, "server_error", "x".repeat(1_000), "failed"],
  ["nothing", { status: 502 }, "server_error", undefined, "502 GitLab, or a proxy before it, failed"],
  ["nothing with 404", { status: 404 }, "not_found", undefined, "not worded as GitLab does it"],
  [
    "JSON that breaks off",
    { status: 400, malformedJson: '{"message":' },
    "invalid_request",
    undefined,
    "400",
  ],
  [
    "a moved project's",
    { status: 405, body: { message: "Non GET methods are not allowed for moved projects" } },
    "project_moved",
    { message: "Non GET methods are not allowed for moved projects" },
    "by its number",
  ],
  [
    "any other 405",
    { status: 405, body: { error: "405 Not Allowed" } },
    "unexpected_response",
    { error: "405 Not Allowed" },
    "405 Not Allowed",
  ],
  [
    "a page where there should be JSON",
    { status: 200, html: "<html>" },
    "unexpected_response",
    undefined,
    "asking for a login",
  ],
  [
    "another shape",
    { status: 200, body: { enabled: true } },
    "unexpected_response",
    undefined,
    "not an answer that GitLab gives",
  ],
  [
    "null",
    { status: 200, body: "null", headers: { "content-type": "application/json" } },
    "unexpected_response",
    undefined,
    "not an answer that GitLab gives",
  ],
  ["an empty success", { status: 204 }, "unexpected_response", undefined, "204"],
  ["another success", { status: 202, body: {} }, "unexpected_response", undefined, "202"],
  [
    "a redirect to elsewhere",
    { status: 302, redirect: "https://elsewhere.example/x" },
    "unexpected_response",
    undefined,
    "redirects to https://elsewhere.example",
  ],
])("reads %s", async ([, answer, code, details, words]) => {
  const { server, gitlab } = await start({}, { retry: { limit: 0 } });
  const headers = { "x-request-id": "01JD" };
  server.script("getJobTokenScope", [{ ...answer, headers: { ...headers, ...answer.headers } }]);
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
  expect(error).toMatchObject({
    code,
    requestId: "01JD",
    status: answer.status,
    attempts: 1,
  });
  expect(error.toJSON()["details"]).toEqual(details);
  expect(error.message).toContain(words);
});

test("says which path it could not find", async () => {
  const { gitlab } = await start();
  const ofProject = await errorOf(() => gitlab.project("group/none").jobTokenScope.allowlist.list());
  expect(ofProject.message).toContain('GET /projects/{id} (the project "group/none"): 404');
  const ofGroup = await errorOf(() => gitlab.project(1).jobTokenScope.groupsAllowlist.delete("a/b"));
  expect(ofGroup.message).toContain('GET /groups/{id} (the group "a/b"): 404');
});

test("does not take an empty 502 for the empty success of a write", async () => {
  const { server, gitlab } = await start({}, { retry: { limit: 0 } });
  server.script("updateJobTokenScope", [{ status: 502, headers: { "content-length": "0" } }]);
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.update({ enabled: false }));
  expect(error).toMatchObject({ code: "server_error", method: "PATCH", status: 502 });
});
