import { inspect } from "node:util";
import {
  ConnectionError,
  createGitLab,
  isJobTokenScopeError,
  JobTokenScopeError,
  ResponseError,
} from "@gitlab-job-token-scope/facade";
import { expect, test } from "vitest";
import { errorOf } from "../helpers.js";

const token = "glpat-planted-secret";
const get = (answer: () => Response | Promise<Response>, method: "get" | "update" = "get") => {
  const gitlab = createGitLab({ token, retry: { limit: 0 }, fetch: async () => answer() });
  const { jobTokenScope } = gitlab.project(1);
  return errorOf(() => (method === "get" ? jobTokenScope.get() : jobTokenScope.update({ enabled: true })));
};
const json = (status: number, body: unknown) => () => Response.json(body, { status });

test.for<[string, () => Response, string, string]>([
  ["401", json(401, { message: "401 Unauthorized" }), "unauthorized", "GitLab does not accept the token"],
  [
    "an expired token",
    json(401, { error: "invalid_token", error_description: "Token is expired." }),
    "unauthorized",
    "invalid_token: Token is expired.",
  ],
  ["403", json(403, { message: "403 Forbidden" }), "forbidden", "at least the role Maintainer"],
  [
    "a small scope",
    json(403, { error: "insufficient_scope", scope: "api" }),
    "insufficient_scope",
    "writing api",
  ],
  [
    "a fine-grained token",
    json(403, { error: "insufficient_granular_scope" }),
    "insufficient_scope",
    "scope is too small",
  ],
  ["404", json(404, { message: "404 Project Not Found" }), "not_found", "or the token's user may not see it"],
  [
    "a moved project",
    json(405, { message: "Non GET methods are not allowed for moved projects" }),
    "project_moved",
    "by its number",
  ],
  ["any other 405", json(405, { error: "405 Not Allowed" }), "unexpected_response", "405 Not Allowed"],
  ["409", json(409, { message: "409 Conflict: Resource lock" }), "conflict", "Resource lock"],
  [
    "429 in plain text",
    () => new Response("Retry later\n", { status: 429 }),
    "rate_limited",
    'GitLab says: "Retry later"',
  ],
  ["500", json(500, { message: "500 Internal Server Error" }), "server_error", "failed"],
  [
    "an empty 502",
    () => new Response(null, { status: 502, headers: { "content-length": "0" } }),
    "server_error",
    "502",
  ],
  [
    "a page of a proxy",
    () => new Response("<html>502</html>", { status: 502 }),
    "server_error",
    "a proxy before it",
  ],
  [
    "lists by field",
    json(400, { message: { enabled: ["is odd", "is late"] } }),
    "invalid_request",
    "enabled is odd, is late",
  ],
  [
    "a page instead of JSON",
    () => new Response("<html>", { headers: { "content-type": "text/html" } }),
    "unexpected_response",
    "asking for a login",
  ],
  ["another shape", json(200, { enabled: true }), "unexpected_response", "not an answer that GitLab gives"],
  ["null", json(200, null), "unexpected_response", "not an answer that GitLab gives"],
  ["another success", json(202, {}), "unexpected_response", "202"],
  [
    "a redirect to elsewhere",
    () => Response.redirect("https://elsewhere.example/x", 302),
    "unexpected_response",
    "redirects to https://elsewhere.example",
  ],
])("reads %s", async ([, answer, code, words]) => {
  const error = await get(answer);
  expect(error).toBeInstanceOf(ResponseError);
  expect(error).toBeInstanceOf(JobTokenScopeError);
  expect(error).toMatchObject({
    name: "ResponseError",
    code,
    method: "GET",
    path: "/projects/{id}/job_token_scope",
  });
  expect(error.message).toMatch(/^GET \/projects\/\{id\}\/job_token_scope: \d{3}/);
  expect(error.message).toContain(words);
});

test.for([
  ["403", () => new Response("<html>blocked</html>", { status: 403 }), "forbidden"],
  ["404", () => new Response("<html>no such page</html>", { status: 404 }), "not_found"],
  ["404 without a body", () => new Response(null, { status: 404 }), "not_found"],
] as const)("does not take a %s of something else for GitLab's", async ([, answer, code]) => {
  const error = await get(answer);
  expect(error.code).toBe(code);
  expect(error.message).toContain("not worded as GitLab does it");
});

test("says which path it could not find", async () => {
  const gitlab = createGitLab({
    token,
    fetch: async () => Response.json({ message: "404 Group Not Found" }, { status: 404 }),
  });
  const { allowlist } = gitlab.project("group/app").jobTokenScope;
  expect((await errorOf(() => allowlist.list())).message).toContain(
    'GET /projects/{id} (the project "group/app"): 404',
  );
  const ofGroup = await errorOf(() => gitlab.project(1).jobTokenScope.groupsAllowlist.delete("a/b"));
  expect(ofGroup.message).toContain('GET /groups/{id} (the group "a/b"): 404');
});

test("an empty success is none where there should be a body, and an empty 502 is no 204", async () => {
  expect(await get(() => new Response(null, { status: 204 }))).toMatchObject({ code: "unexpected_response" });
  expect(
    await get(() => new Response(null, { status: 502, headers: { "content-length": "0" } }), "update"),
  ).toMatchObject({
    code: "server_error",
    method: "PATCH",
  });
});

test("carries what helps: status, attempts, request id, wait, body", async () => {
  const error = await get(() =>
    Response.json(
      { message: "slow down" },
      { status: 429, headers: { "retry-after": "30", "x-request-id": "01HX" } },
    ),
  );
  expect(error).toMatchObject({
    status: 429,
    attempts: 1,
    requestId: "01HX",
    retryAfterMs: 30_000,
    details: { message: "slow down" },
  });
});

test.for<[string, number | undefined]>([
  ["7", 7_000],
  ["Sun, 22 Nov 2020 12:00:00 GMT", 0],
  ["1.5", undefined],
  ["soon", undefined],
])("reads Retry-After: %s as %s", async ([header, retryAfterMs]) => {
  const answer = () => new Response("Retry later", { status: 429, headers: { "retry-after": header } });
  expect(await get(answer)).toMatchObject({ retryAfterMs });
});

test("says why none of a host's addresses could be reached", async () => {
  const refused = new AggregateError([new Error("connect ECONNREFUSED ::1:80")], "");
  const error = await get(() => Promise.reject(new TypeError("fetch failed", { cause: refused })));
  expect(error.message).toContain("(connect ECONNREFUSED ::1:80)");
});

test("says what could not be reached", async () => {
  const gitlab = createGitLab({ url: "http://nowhere.invalid", token, retry: { limit: 0 } });
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ code: "network", attempts: 1 });
  expect(error.message).toContain("http://nowhere.invalid could not be reached");
});

test("shows no token, however it is printed", async () => {
  const errors = [
    await get(json(401, { message: "401 Unauthorized" })),
    await get(() => new Response("<html>")),
    await get(() => Promise.reject(new TypeError("fetch failed"))),
    await errorOf(() => createGitLab({ token: `${token}\n` })),
    await get(() => new Response(`you sent Bearer ${token}`, { status: 400 })),
    await get(json(400, { message: { headers: [`PRIVATE-TOKEN: ${token}`] }, [token]: 1 })),
  ];
  for (const error of errors) {
    for (const text of [
      String(error),
      error.stack,
      JSON.stringify(error),
      inspect(error, { depth: 9, showHidden: true }),
    ]) {
      expect(text).not.toContain(token);
    }
  }
});

test("is known across copies of the package, and nothing else is", async () => {
  const brand = Symbol.for("@gitlab-job-token-scope/facade/error");
  expect(isJobTokenScopeError({ [brand]: true, code: "network" })).toBe(true);
  for (const other of [new Error("no"), undefined, null, "no", {}])
    expect(isJobTokenScopeError(other)).toBe(false);
});
