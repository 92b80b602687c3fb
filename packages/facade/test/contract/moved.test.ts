import type { JobTokenScopeManager } from "@gitlab-job-token-scope/facade";
import { expect, test } from "vitest";
import { errorOf, sent, start } from "../helpers.js";

const moved = { scenario: "moved-project" } as const;
const scope = "/projects/1/job_token_scope";
/** GitLab redirects the look-up of an old path to the ID. */
const lookUp = ["GET /projects/old%2Fapp", "GET /projects/1"];

test.for<[string, (manager: JobTokenScopeManager) => Promise<unknown>, string[]]>([
  ["get()", (manager) => manager.get(), [`GET ${scope}`]],
  ["update()", (manager) => manager.update({ enabled: false }), [`PATCH ${scope}`, `GET ${scope}`]],
  ["first()", ({ allowlist }) => allowlist.first(), [`GET ${scope}/allowlist?page=1&per_page=1`]],
  [
    "list()",
    ({ groupsAllowlist }) => groupsAllowlist.list(),
    [`GET ${scope}/groups_allowlist?page=1&per_page=100`],
  ],
  ["create()", ({ allowlist }) => allowlist.create(42), [`POST ${scope}/allowlist`]],
  [
    "ensurePresent()",
    ({ groupsAllowlist }) => groupsAllowlist.ensurePresent(8),
    [`POST ${scope}/groups_allowlist`],
  ],
  ["ensureAbsent()", ({ allowlist }) => allowlist.ensureAbsent(42), [`DELETE ${scope}/allowlist/42`]],
])("%s works by the old path of a project that has moved", async ([, call, requests]) => {
  const { server, gitlab } = await start(moved);
  await call(gitlab.project("old/app").jobTokenScope);
  expect(sent(server)).toEqual([...lookUp, ...requests]);
});

test("an old path is looked up once, and everything that follows uses the ID", async () => {
  const { server, gitlab } = await start(moved);
  const { jobTokenScope } = gitlab.project("old/app");
  const read = await jobTokenScope.get();
  read.enabled = false;
  await read.save();
  const entry = await jobTokenScope.allowlist.create(42);
  await entry.delete();
  expect(sent(server)).toEqual([
    ...lookUp,
    `GET ${scope}`,
    `PATCH ${scope}`,
    `GET ${scope}`,
    `POST ${scope}/allowlist`,
    `DELETE ${scope}/allowlist/42`,
  ]);
  expect(server.state().projects?.[0]?.inboundEnabled).toBe(false);
  expect(await gitlab.project("old/app").id()).toBe(1);
});

test("the owner is recognized by its old path", async () => {
  const { server, gitlab } = await start(moved);
  const { allowlist } = gitlab.project("old/app").jobTokenScope;
  expect(await allowlist.first()).toMatchObject({ id: 1, path: "group/app", isSourceProject: true });
  expect(await allowlist.ensurePresent("group/app")).toBe(false);
  expect(await errorOf(() => allowlist.delete("group/app"))).toMatchObject({ code: "invalid_request" });
  expect(sent(server).filter((request) => !request.startsWith("GET"))).toEqual([]);
});

test("an old path names a target", async () => {
  const seed = {
    projects: [
      { id: 1, path: "group/app" },
      { id: 42, path: "group/tool", formerPaths: ["old/tool"] },
    ],
  };
  const { gitlab } = await start({ seed });
  const { allowlist } = gitlab.project(1).jobTokenScope;
  expect(await allowlist.ensurePresent("old/tool")).toBe(true);
  expect(await allowlist.ensurePresent("group/tool")).toBe(false);
  expect(await allowlist.ensureAbsent("old/tool")).toBe(true);
});

test.for([
  [
    "is refused",
    { status: 404, body: { message: "404 Project Not Found" } },
    { code: "not_found", status: 404 },
  ],
  ["fails", { status: 502 }, { code: "server_error", status: 502 }],
  ["loses its connection", { drop: "before" }, { code: "network" }],
  ["gets an HTML page", { html: "<html>Sign in</html>" }, { code: "unexpected_response", status: 200 }],
] as const)("nothing is written when the look-up of a path %s", async ([, response, failure]) => {
  const { server, gitlab } = await start(moved, { retry: { limit: 0 } });
  server.script("getProject", [response]);
  const { jobTokenScope } = gitlab.project("old/app");
  const error = await errorOf(() => jobTokenScope.update({ enabled: false }));
  expect(error).toMatchObject({ ...failure, method: "GET", path: "/projects/{id}", project: "old/app" });
  expect(sent(server)).toEqual(["GET /projects/old%2Fapp"]);
  // Nothing of it is remembered.
  expect((await jobTokenScope.update({ enabled: false })).inboundEnabled).toBe(false);
});
