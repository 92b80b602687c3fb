import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, onTestFinished, test } from "vitest";
import { connect, errorOf } from "../helpers.js";

// These tests prove that the safety net of the others holds: a facade that breaks the document fails its test.

async function startWithoutNet() {
  const server = await startMockGitLab();
  onTestFinished(() => server.close());
  return server;
}

test("a facade that breaks nothing passes", async () => {
  const server = await startWithoutNet();
  await connect(server).project(1).jobTokenScope.get();
  expect(() => server.assertNoViolations()).not.toThrow();
});

test.for([
  ["a wrong key", '{"inbound_enabled":false}', "must have required property 'enabled'"],
  ["a wrong type", '{"enabled":"false"}', "must be boolean"],
  ["a key too many", '{"enabled":false,"inbound_enabled":false}', "must NOT have additional properties"],
])("a facade that sends %s fails", async ([, body, words]) => {
  const server = await startWithoutNet();
  const falsify = (request: Request) =>
    fetch(
      request.method === "PATCH" ? new Request(request, { body, duplex: "half" } as RequestInit) : request,
    );
  await connect(server, { fetch: falsify })
    .project(1)
    .jobTokenScope.update({ enabled: true })
    .catch(() => {});
  expect(() => server.assertNoViolations()).toThrow(words);
});

test("a facade that sends a path where GitLab wants a number fails", async () => {
  const server = await startWithoutNet();
  const falsify = (request: Request) =>
    fetch(new Request(request.url.replace("/projects/1/", "/projects/group%2Fapp/"), request));
  const { allowlist } = connect(server, { fetch: falsify }).project(1).jobTokenScope;
  expect(await errorOf(() => allowlist.delete(42))).toMatchObject({ code: "invalid_request" });
  expect(() => server.assertNoViolations()).toThrow("path parameter id must be integer");
});

test("a facade that asks for too much fails", async () => {
  const server = await startWithoutNet();
  const falsify = (request: Request) =>
    fetch(new Request(request.url.replace("per_page=100", "per_page=1000"), request));
  await connect(server, { fetch: falsify }).project(1).jobTokenScope.allowlist.list();
  expect(() => server.assertNoViolations()).toThrow("per_page must be <= 100");
});
