import {
  ExpectationError,
  type MockGitLab,
  type RequestMatch,
} from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";
import { createCall, start } from "./helpers.js";

const scope = "/projects/1/job_token_scope";

/** Sends the requests that the tests check. */
async function sendRequests(): Promise<MockGitLab> {
  const fixture = await start();
  const call = createCall(fixture.gitlab);
  await call(`POST ${scope}/allowlist`, { body: { target_project_id: 2 } });
  await call(`PATCH ${scope}`, {
    body: "enabled=true",
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  await call(`POST ${scope}/allowlist`, { body: { target_project_id: 42 } });
  await call("GET /projects/group%2Fapp/job_token_scope/allowlist?page=2&private_token=glpat-secret");
  await call("GET /nothing");
  return fixture.gitlab;
}

test.for<[string, RequestMatch, number]>([
  ["the operation", { operation: "allowProject" }, 2],
  ["a field of a JSON body", { body: { target_project_id: 42 } }, 1],
  ["a field of a form", { body: { enabled: true } }, 1],
  ["a path parameter, decoded", { path: { id: "group/app" } }, 1],
  ["a query parameter", { query: { page: 2 } }, 1],
  ["nothing", {}, 5],
  ["a value that no request has", { query: { page: 3 } }, 0],
  ["the name of a property of all objects", { body: { toString: "x" } }, 0],
])("counts requests by %s", async ([, match, count]) => {
  const gitlab = await sendRequests();
  gitlab.assertRequests(match, { count });
  expect(() => gitlab.assertRequests(match, { count: count + 1 })).toThrow(ExpectationError);
  if (count > 0) gitlab.assertRequests(match);
  else expect(() => gitlab.assertRequests(match)).toThrow(ExpectationError);
});

test("lists the requests that come closest, without secrets", async () => {
  const gitlab = await sendRequests();
  const match = { operation: "allowProject", path: { id: 1 }, body: { target_project_id: 9 } } as const;
  expect(() => gitlab.assertRequests(match)).toThrow(
    new ExpectationError(
      `expected at least 1 request(s) with ${JSON.stringify(match)}, received 0
Nearest requests:
  #1 POST /api/v4/projects/1/job_token_scope/allowlist (allowProject): body.target_project_id is 2, expected 9
  #3 POST /api/v4/projects/1/job_token_scope/allowlist (allowProject): body.target_project_id is 42, expected 9
  #2 PATCH /api/v4/projects/1/job_token_scope (updateJobTokenScope): operation is updateJobTokenScope, expected allowProject; body.target_project_id is missing, expected 9`,
    ),
  );
  const paging = { operation: "listAllowedProjects", query: { page: 3 } } as const;
  expect(() => gitlab.assertRequests(paging)).toThrow(
    "private_token=[masked] (listAllowedProjects): query.page is 2",
  );
  expect(() => gitlab.assertRequests({ path: { id: 9 } })).toThrow("path.id is 1, expected 9");
  expect(() => gitlab.assertRequests({ operation: "getGroup", pathname: "/api/v4/nothing" })).toThrow(
    "#5 GET /api/v4/nothing: operation is none, expected getGroup",
  );
});

test("shortens the values of requests to 100 characters", async () => {
  const { gitlab, call } = await start();
  for (const length of [100, 101]) await call(`PATCH ${scope}`, { body: { enabled: "x".repeat(length) } });
  const shown = `body.enabled is ${"x".repeat(100)}`;
  expect(() => gitlab.assertRequests({ body: { enabled: true } })).toThrow(
    new RegExp(`: ${shown}, expected true\\n.*: ${shown}…, expected true$`),
  );
});

test("lists the requests that match if there are too many", async () => {
  const gitlab = await sendRequests();
  expect(() => gitlab.assertRequests("allowProject", { count: 1 })).toThrow(
    new ExpectationError(
      `expected 1 request(s) with {"operation":"allowProject"}, received 2:
  #1 POST /api/v4/projects/1/job_token_scope/allowlist (allowProject)
  #3 POST /api/v4/projects/1/job_token_scope/allowlist (allowProject)`,
    ),
  );
  expect(() => gitlab.assertRequests({}, { count: 0 })).toThrow("\n  and 2 more");
});

test("checks the order, with other requests between", async () => {
  const gitlab = await sendRequests();
  gitlab.assertRequestOrder([]);
  gitlab.assertRequestOrder(["allowProject", "allowProject", "listAllowedProjects"]);
  expect(() =>
    gitlab.assertRequestOrder(["updateJobTokenScope", { body: { target_project_id: 2 } }]),
  ).toThrow(
    new ExpectationError(
      `matches[1]: expected a request with {"body":{"target_project_id":2}} after #2 PATCH /api/v4/projects/1/job_token_scope (updateJobTokenScope)
Only before it:
  #1 POST /api/v4/projects/1/job_token_scope/allowlist (allowProject)`,
    ),
  );
  expect(() => gitlab.assertRequestOrder(["allowProject", "disallowProject"])).toThrow(
    'matches[1]: expected a request with {"operation":"disallowProject"} after #1 ',
  );
  expect(() => gitlab.assertRequestOrder(["allowProject", "allowProject", "allowProject"])).toThrow(
    "matches[2]: ",
  );
});

test("a reset forgets the requests", async () => {
  const gitlab = await sendRequests();
  gitlab.reset();
  gitlab.assertRequests({}, { count: 0 });
  expect(() => gitlab.assertRequests("allowProject")).toThrow("received 0\nThere were no other requests.");
});

test("rejects an invalid match or count", async () => {
  const { gitlab } = await start();
  const invalid = { pathh: { id: 1 } } as RequestMatch;
  expect(() => gitlab.assertRequests(invalid)).toThrow(new TypeError("match.pathh: unknown key"));
  expect(() => gitlab.assertRequestOrder(["allowProject", invalid])).toThrow("matches[1].pathh: unknown key");
  expect(() => gitlab.assertRequests({}, { count: -1 })).toThrow(
    new TypeError("count: -1 is not a number of requests"),
  );
});
