import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, onTestFinished, test } from "vitest";
import { connect, errorOf } from "../helpers.js";

// The other tests rely on the fixture to fail when a request is not what the OpenAPI document allows.

async function startLenient() {
  const server = await startMockGitLab();
  onTestFinished(() => server.close());
  return server;
}

test("requests that the document allows are no violation", async () => {
  const server = await startLenient();
  await connect(server).project(1).jobTokenScope.get();
  expect(() => server.assertNoViolations()).not.toThrow();
});

test.for([
  ["a wrong key", '{"inbound_enabled":false}', "must have required property 'enabled'"],
  ["a wrong type", '{"enabled":"perhaps"}', "must be boolean"],
  ["an unknown key", '{"enabled":false,"inbound_enabled":false}', "must NOT have additional properties"],
])("a PATCH with %s is a violation", async ([, body, words]) => {
  const server = await startLenient();
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

test("a path instead of an ID in a DELETE is a violation", async () => {
  const server = await startLenient();
  const falsify = (request: Request) =>
    fetch(new Request(request.url.replace("/projects/1/", "/projects/group%2Fapp/"), request));
  const { allowlist } = connect(server, { fetch: falsify }).project(1).jobTokenScope;
  expect(await errorOf(() => allowlist.delete(42))).toMatchObject({ code: "invalid_request" });
  expect(() => server.assertNoViolations()).toThrow("path parameter id must be integer");
});

test("a page of more than 100 rows is a violation", async () => {
  const server = await startLenient();
  const falsify = (request: Request) =>
    fetch(new Request(request.url.replace("per_page=100", "per_page=1000"), request));
  await connect(server, { fetch: falsify }).project(1).jobTokenScope.allowlist.list();
  expect(() => server.assertNoViolations()).toThrow("per_page must be <= 100");
});
