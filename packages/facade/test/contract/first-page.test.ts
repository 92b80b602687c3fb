import { expect, test } from "vitest";
import { connectTo, errorOf, sent, start } from "../helpers.js";

const page = "page=1&per_page=100";
const byPath = `GET /projects/group%2Fapp/job_token_scope/allowlist?${page}`;
const byId = `GET /projects/1/job_token_scope/allowlist?${page}`;
const lookUp = "GET /projects/group%2Fapp";

test("the list of projects, read by the project's path, has the project's ID: nothing is looked up", async () => {
  const { server, gitlab } = await start();
  const project = gitlab.project("Group/App");
  const entries = await project.jobTokenScope.allowlist.list();
  expect(entries.map(({ id, isSourceProject }) => [id, isSourceProject])).toEqual([[1, true]]);
  expect(sent(server)).toEqual([byPath.replace("group%2Fapp", "Group%2FApp")]);
  expect([await project.id(), await gitlab.project("group/app").id()]).toEqual([1, 1]);
  await project.jobTokenScope.groupsAllowlist.create(7);
  expect(sent(server).slice(1)).toEqual(["POST /projects/1/job_token_scope/groups_allowlist"]);
});

test("an ID that is known is used", async () => {
  const { server, gitlab } = await start();
  await gitlab.project("group/app").id();
  await gitlab.project("group/app").jobTokenScope.allowlist.list();
  expect(sent(server)).toEqual([lookUp, byId]);
});

test("a limit below a whole page looks the path up: the project's row may be behind it", async () => {
  const { server, gitlab } = await start();
  await gitlab.project("group/app").jobTokenScope.allowlist.list({ limit: 99 });
  await gitlab.project("Group/app").jobTokenScope.allowlist.list({ limit: 100 });
  expect(sent(server)).toEqual([lookUp, byId.replace("=100", "=99"), byId]);
  gitlab.forget();
  await gitlab.project("group/app").jobTokenScope.allowlist.list({ limit: 100 });
  expect(sent(server).at(-1)).toBe(byPath);
});

test("a project whose row is on the second page is looked up, and the list is read by its ID", async () => {
  const ids = Array.from({ length: 120 }, (_, index) => index + 1);
  const projects = [
    { id: 500, path: "group/app", allowedProjects: ids },
    ...ids.map((id) => ({ id, path: `group/p${id}` })),
  ];
  const { server, gitlab } = await start({ seed: { projects } });
  const entries = await gitlab.project("group/app").jobTokenScope.allowlist.list();
  expect(entries.map(({ id }) => id)).toEqual([...ids, 500]);
  const pages = [1, 2].map((number) => byId.replace("/1/", "/500/").replace("page=1", `page=${number}`));
  expect(sent(server)).toEqual([byPath, lookUp, ...pages]);
});

test("the old path of a project that has moved is looked up, which follows the redirect", async () => {
  const { server, gitlab } = await start({ scenario: "moved-project" });
  const entries = await gitlab.project("old/app").jobTokenScope.allowlist.list();
  expect(entries.map(({ id }) => id)).toContain(1);
  expect(sent(server).filter((request) => request.includes("old"))).toHaveLength(2);
});

/** The only page of a list. */
function pageOf(...rows: object[]): Response {
  return Response.json(rows, { headers: { "x-next-page": "" } });
}

test("a page is not used when a call at the same time has found that the path is another project's", async () => {
  const requests: string[] = [];
  let found = (): void => {};
  const isFound = new Promise<void>((resolve) => {
    found = resolve;
  });
  const gitlab = connectTo(async ({ url }) => {
    const path = new URL(url).pathname.replace("/api/v4/projects/", "");
    requests.push(path);
    if (path === "group%2Fapp") return Response.json({ id: 2 });
    if (!path.startsWith("group%2Fapp")) return pageOf({ id: 2, path_with_namespace: "group/app" });
    // The path was project 1's when this request came, and is answered late.
    await isFound;
    return pageOf({ id: 1, path_with_namespace: "group/app" }, { id: 9 });
  });
  const project = gitlab.project("group/app");
  const list = project.jobTokenScope.allowlist.list();
  expect(await project.id()).toBe(2);
  found();
  expect((await list).map(({ id }) => id)).toEqual([2]);
  expect(requests).toContain("2/job_token_scope/allowlist");
});

test("a list that cannot be read by the path fails, with its URL", async () => {
  const { server, gitlab } = await start();
  const { allowlist } = gitlab.project("group/none").jobTokenScope;
  const url = `${server.url}/api/v4/projects/group%2Fnone/job_token_scope/allowlist`;
  expect(await errorOf(() => allowlist.list())).toMatchObject({
    code: "not_found",
    project: "group/none",
    url,
  });
  expect(sent(server)).toHaveLength(1);
});
