import type { MockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import type { Project } from "@gitlab-job-token-scope/facade";
import { expect, test } from "vitest";
import { connectTo, errorOf, sent, start } from "../helpers.js";

const lookUp = "GET /projects/group%2Fapp";
const scope = "/projects/1/job_token_scope";

test.for([1, "1", "gid://gitlab/Project/1"])("id() of project %j sends nothing", async (reference) => {
  const { server, gitlab } = await start();
  expect(await gitlab.project(reference).id()).toBe(1);
  expect(sent(server)).toEqual([]);
});

test("id() of a path looks it up once", async () => {
  const { server, gitlab } = await start();
  const project = gitlab.project("group/app");
  expect([await project.id(), await project.id(), await gitlab.project("Group/App").id()]).toEqual([1, 1, 1]);
  expect(sent(server)).toEqual([lookUp]);
});

test("id() of a path that does not exist fails with not_found, and is looked up again", async () => {
  const { server, gitlab } = await start();
  const project = gitlab.project("group/none");
  for (let count = 0; count < 2; count++) {
    expect(await errorOf(() => project.id())).toMatchObject({ code: "not_found", project: "group/none" });
  }
  expect(sent(server)).toHaveLength(2);
});

const firstCalls: [string, (project: Project) => Promise<unknown>, string][] = [
  ["id()", (project) => project.id(), ""],
  ["get()", ({ jobTokenScope }) => jobTokenScope.get(), `GET ${scope}`],
  ["update()", ({ jobTokenScope }) => jobTokenScope.update({ enabled: false }), `PATCH ${scope}`],
  [
    "list()",
    ({ jobTokenScope }) => jobTokenScope.groupsAllowlist.list(),
    `GET ${scope}/groups_allowlist?page=1&per_page=100`,
  ],
  ["create()", ({ jobTokenScope }) => jobTokenScope.allowlist.create(42), `POST ${scope}/allowlist`],
  [
    "ensureAbsent()",
    ({ jobTokenScope }) => jobTokenScope.groupsAllowlist.ensureAbsent(8),
    `DELETE ${scope}/groups_allowlist/8`,
  ],
];

test.for(firstCalls)(
  "the first call looks the path up, also %s, and the next call uses the ID",
  async ([, call, request]) => {
    const { server, gitlab } = await start();
    const project = gitlab.project("group/app");
    await call(project);
    const expected = request === "" ? [lookUp] : [lookUp, request];
    expect(sent(server).slice(0, 2)).toEqual(expected);
    server.reset();
    await project.jobTokenScope.get();
    expect(sent(server)).toEqual([`GET ${scope}`]);
  },
);

/** Two projects that can swap their paths, as after a rename, without a server. */
function renamable() {
  const ids: Record<string, number> = { "group/app": 1, "group/new": 2 };
  const requests: string[] = [];
  const gitlab = connectTo(({ method, url }) => {
    const path = decodeURIComponent(new URL(url).pathname.replace("/api/v4/projects/", ""));
    requests.push(`${method} ${path}`);
    if (path.includes("job_token_scope")) return Response.json({ inbound_enabled: true });
    return Response.json({ id: ids[path] });
  });
  const rename = () => {
    ids["group/app"] = 2;
    ids["group/new"] = 1;
  };
  return { gitlab, requests, rename };
}

test("a Project object stands for one project, also after another project took its path", async () => {
  const { gitlab, requests, rename } = renamable();
  const project = gitlab.project("group/app");
  await project.jobTokenScope.get();
  rename();
  gitlab.forget();
  const later = gitlab.project("group/app");
  expect([await project.id(), await later.id()]).toEqual([1, 2]);
  requests.length = 0;
  const read = await project.jobTokenScope.get();
  await read.refresh();
  await later.jobTokenScope.get();
  expect(requests).toEqual(["GET 1/job_token_scope", "GET 1/job_token_scope", "GET 2/job_token_scope"]);
});

test("calls of one Project object at the same time use one ID, also when the path is looked up twice", async () => {
  const { gitlab, requests, rename } = renamable();
  const project = gitlab.project("group/app");
  const one = project.id();
  // Other limits, so this call does not share the look-up.
  const other = project.id({ timeoutMs: 9_000 });
  rename();
  expect(new Set([await one, await other, await project.id()]).size).toBe(1);
  expect(requests).toHaveLength(2);
});

test.for([
  ["the path", "group/app"],
  ["the path in other letters", "Group/APP"],
  ["every path", undefined],
])("forget() of %s has it looked up again by new objects", async ([, path]) => {
  const { gitlab, requests, rename } = renamable();
  expect(await gitlab.project("group/app").id()).toBe(1);
  rename();
  expect(await gitlab.project("group/app").id()).toBe(1);
  gitlab.forget(path);
  expect(await gitlab.project("group/app").id()).toBe(2);
  expect(requests).toEqual(["GET group/app", "GET group/app"]);
});

test("forget() of another path changes nothing", async () => {
  const { gitlab, requests } = renamable();
  await gitlab.project("group/app").id();
  gitlab.forget("group/new");
  await gitlab.project("group/app").id();
  expect(requests).toEqual(["GET group/app"]);
});

test("forget() clears groups as well", async () => {
  const { server, gitlab } = await start();
  const { groupsAllowlist } = gitlab.project(1).jobTokenScope;
  await groupsAllowlist.ensurePresent("partner");
  gitlab.forget("partner");
  await groupsAllowlist.ensurePresent("partner");
  gitlab.forget();
  await groupsAllowlist.ensurePresent("partner");
  expect(groupLookUps(server)).toHaveLength(3);
});

function groupLookUps(server: MockGitLab): string[] {
  return sent(server).filter((request) => request.startsWith("GET /groups/"));
}
