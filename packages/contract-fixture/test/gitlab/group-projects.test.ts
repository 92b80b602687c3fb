import type { Seed } from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";
import { type Call, type CallResponse, start } from "../helpers.js";

const seed: Seed = {
  projects: [
    { id: 1, path: "Group/app" },
    { id: 2, path: "group/site", visibility: "public" },
    { id: 3, path: "group/docs", visibility: "internal", archived: true },
    { id: 4, path: "group/sub/deep/tool" },
    { id: 5, path: "group/sub/library" },
    { id: 6, path: "group-of-others/app" },
    { id: 7, path: "someone/group/app" },
  ],
  groups: [
    { id: 7, path: "Group", visibility: "public" },
    { id: 8, path: "group/sub" },
    { id: 9, path: "group/sub/deep" },
    { id: 10, path: "group-of-others" },
    { id: 11, path: "empty" },
  ],
  tokens: [
    { token: "glpat-admin", admin: true },
    { token: "glpat-stranger" },
    { token: "glpat-guest", roles: { projects: { 5: "guest" } } },
    { token: "glpat-reporter", roles: { groups: { 7: "reporter" } } },
  ],
};
const ascending = "order_by=id&sort=asc";
const ids = ({ body }: CallResponse): unknown => (Array.isArray(body) ? body.map(({ id }) => id) : body);
const list = async (call: Call, query = ascending, token = "glpat-admin") =>
  ids(await call(`GET /groups/7/projects?${query}`, { token }));

test("[group-projects] lists the projects that are directly in a group, by ID or path", async () => {
  const { gitlab, call } = await start({ seed, strict: true });
  for (const group of ["7", "group", "GROUP"]) {
    const response = await call(`GET /groups/${group}/projects?${ascending}`);
    expect(response).toMatchObject({ status: 200, body: [{ path_with_namespace: "Group/app" }, {}, {}] });
    expect(ids(response)).toEqual([1, 2, 3]);
    expect(response.headers.get("x-total")).toBe("3");
  }
  expect(ids(await call("GET /groups/group%2Fsub%2Fdeep/projects"))).toEqual([4]);
  expect(ids(await call("GET /groups/11/projects"))).toEqual([]);
  expect(gitlab.violations()).toEqual([]);
});

test("[group-projects-subgroups] include_subgroups lists the projects of all subgroups", async () => {
  const { call } = await start({ seed });
  expect(await list(call, `${ascending}&include_subgroups=true`)).toEqual([1, 2, 3, 4, 5]);
  expect(await list(call, `${ascending}&include_subgroups=false`)).toEqual([1, 2, 3]);
});

test("[group-projects-archived] archived projects are listed, left out, or listed alone", async () => {
  const { call } = await start({ seed });
  expect(await list(call, `${ascending}&archived=`)).toEqual([1, 2, 3]);
  expect(await list(call, `${ascending}&archived=false`)).toEqual([1, 2]);
  expect(await list(call, `${ascending}&archived=true`)).toEqual([3]);
});

test("[group-projects-shared] no project of the fixture is shared, so with_shared makes no difference", async () => {
  const { call } = await start({ seed });
  for (const shared of ["true", "false"]) {
    expect(await list(call, `${ascending}&with_shared=${shared}`)).toEqual([1, 2, 3]);
  }
});

test("[group-projects-group] a group that the caller cannot see is not found", async () => {
  const { gitlab, call } = await start({ seed });
  const notFound = { status: 404, body: { message: "404 Group Not Found" } };
  expect(await call("GET /groups/8/projects", { token: null })).toMatchObject(notFound);
  expect(await call("GET /groups/8/projects", { token: "glpat-stranger" })).toMatchObject(notFound);
  expect(await call("GET /groups/none/projects")).toMatchObject(notFound);
  expect(await call("GET /groups/group%2Fapp/projects")).toMatchObject(notFound);
  expect(gitlab.violations()).toEqual([]);
  expect(await call("GET /groups/7/projects", { token: "glpat-unknown" })).toMatchObject({ status: 401 });
});

test("[group-projects-visible] only the projects that the caller can see are listed and counted", async () => {
  const { call } = await start({ seed });
  const request = `GET /groups/7/projects?include_subgroups=true&${ascending}`;
  const seen = async (token: string | null) => {
    const response = await call(request, { token });
    return [response.headers.get("x-total"), ids(response)];
  };
  expect(await seen(null)).toEqual(["1", [2]]);
  expect(await seen("glpat-stranger")).toEqual(["2", [2, 3]]);
  expect(await seen("glpat-guest")).toEqual(["3", [2, 3, 5]]);
  expect(await seen("glpat-reporter")).toEqual(["5", [1, 2, 3, 4, 5]]);
});

test("[group-projects-order] the newest project is the first by default", async () => {
  const { call } = await start({ seed });
  for (const query of ["", "order_by=id", "order_by=created_at&sort=desc", "order_by=star_count"]) {
    expect(await list(call, query), query).toEqual([3, 2, 1]);
  }
  expect(await list(call, "sort=asc")).toEqual([1, 2, 3]);
});

test("[group-projects-order] names are sorted, and equal ones by ID", async () => {
  const projects = [
    { id: 3, path: "group/b" },
    { id: 1, path: "group/sub/a" },
    { id: 2, path: "group/a" },
  ];
  const { call } = await start({ seed: { projects, groups: [{ id: 7, path: "group" }] } });
  const sorted = (query: string) => list(call, `include_subgroups=true&${query}`, "glpat-administrator");
  expect(await sorted("order_by=name&sort=asc")).toEqual([1, 2, 3]);
  expect(await sorted("order_by=path&sort=desc")).toEqual([3, 2, 1]);
  expect(await sorted("order_by=similarity&sort=desc")).toEqual([2, 1, 3]);
});

test("[group-projects-fields] with simple=true, a project has the fields of one on an allowlist", async () => {
  const { gitlab, call } = await start({ seed });
  const { body: listed } = await call("GET /groups/7/projects?simple=true&archived=true");
  const { body: allowed } = await call("GET /projects/3/job_token_scope/allowlist");
  const [project] = listed as object[];
  expect(project).toMatchObject({ id: 3, web_url: `${gitlab.url}/group/docs`, visibility: "internal" });
  expect(project).toMatchObject((allowed as object[])[0] ?? {});
  expect(project).not.toHaveProperty("archived");
});

test("[group-projects-all-fields] by default, a project has more fields", async () => {
  const { call } = await start({ seed, gitlab: "18.0" });
  const { body } = await call(`GET /groups/7/projects?${ascending}`);
  expect(body).toMatchObject([
    { id: 1, archived: false, visibility: "private", empty_repo: false },
    { id: 2, archived: false, visibility: "public" },
    { id: 3, archived: true, visibility: "internal" },
  ]);
  expect((body as object[])[0]).not.toHaveProperty("permissions");
});

test("[group-projects-code-fields] the default branch is hidden from guests of a private project", async () => {
  const { call } = await start({ seed });
  const branch = async (token: string) => {
    const { body } = await call("GET /groups/8/projects", { token });
    return (body as { default_branch?: string }[]).map((project) => project.default_branch);
  };
  expect(await branch("glpat-guest")).toEqual([undefined]);
  expect(await branch("glpat-reporter")).toEqual(["main"]);
});

test("[parameter-choice] a text that is not one of the allowed ones is rejected, and recorded", async () => {
  const { gitlab, call } = await start({ seed });
  for (const query of ["order_by=ID", "order_by=", "order_by=%20id", "order_by=id&order_by=size"]) {
    expect(await call(`GET /groups/7/projects?${query}`), query).toMatchObject({
      status: 400,
      body: { error: "order_by does not have a valid value" },
    });
    expect(gitlab.takeViolations(), query).toHaveLength(1);
  }
  expect(await call("GET /groups/7/projects?order_by&sort")).toMatchObject({ status: 200 });
  expect(gitlab.violations()).toEqual([]);
});

test("a name with a bracket too many is read as Rack reads it", async () => {
  const { gitlab, call } = await start({ seed });
  for (const query of ["order_by]&[sort]", "order_by]=id&[sort]=asc"]) {
    expect(await call(`GET /groups/7/projects?archived=&${query}`), query).toMatchObject({ status: 200 });
  }
  const { body } = await call("GET /groups/7/projects?per_page=5&per_page]=%201");
  expect(body).toHaveLength(1);
  expect(gitlab.violations()).toEqual([]);
  expect(await call("GET /groups/7/projects?[order_by]=size&archived=")).toMatchObject({ status: 400 });
});

test.for([
  ["order_by[]=id", "order_by is invalid"],
  ["order_by[]=size", "order_by is invalid, order_by does not have a valid value"],
  ["order_by[a]=id", "order_by is invalid, order_by does not have a valid value"],
])("[parameter-choice] %s is no text", async ([query, error]) => {
  const { call } = await start({ seed });
  expect(await call(`GET /groups/7/projects?${query}`)).toMatchObject({ status: 400, body: { error } });
});

test("[parameters-joined] every invalid parameter is reported, in the order of their declaration", async () => {
  const { call } = await start({ seed });
  const query = "per_page=0&page=x&include_subgroups=x&with_shared=x&simple=x&sort=x&order_by=x&archived=x";
  expect((await call(`GET /groups/none/projects?${query}`)).body).toEqual({
    error: [
      "archived is invalid",
      "order_by does not have a valid value",
      "sort does not have a valid value",
      "simple is invalid",
      "with_shared is invalid",
      "include_subgroups is invalid",
      "page is invalid",
      "per_page has a value not allowed",
    ].join(", "),
  });
});

test("a parameter that GitLab has, but the document does not declare, is noted and ignored", async () => {
  const { gitlab, call } = await start({ seed, strict: true });
  expect(await list(call, `search=app&visibility=public&other=1&${ascending}`)).toEqual([1, 2, 3]);
  expect(gitlab.notes()).toMatchObject([
    { operation: "listGroupProjects", location: "query.visibility" },
    { operation: "listGroupProjects", location: "query.search" },
  ]);
  expect(gitlab.violations()).toEqual([]);
});

test("[page-links] links keep the parameters of the request", async () => {
  const { gitlab, call } = await start({ seed });
  const { headers } = await call("GET /groups/7/projects?per_page=2&sort=asc&simple=true");
  expect(headers.get("link")).toContain(
    `<${gitlab.apiUrl}/groups/7/projects?id=7&page=2&per_page=2&simple=true&sort=asc>; rel="next"`,
  );
});

test("[page-totals-limit] above 10,000 projects, the totals and the last page are unknown", async () => {
  const worldOf = (size: number): Seed => ({
    projects: Array.from({ length: size }, (_, i) => ({ id: i + 1, path: `group/p${i + 1}` })),
    groups: [{ id: 7, path: "group" }],
  });
  const { gitlab, call } = await start({ seed: worldOf(10_001) });
  const last = await call(`GET /groups/7/projects?per_page=100&page=101&${ascending}`);
  expect(ids(last)).toEqual([10_001]);
  expect(Object.fromEntries(last.headers)).toMatchObject({ "x-next-page": "", "x-prev-page": "100" });
  const { headers } = await call("GET /groups/7/projects?per_page=100&page=100");
  expect(headers.get("x-next-page")).toBe("101");
  expect([headers.has("x-total"), headers.has("x-total-pages")]).toEqual([false, false]);
  expect(headers.get("link")).not.toContain('rel="last"');

  gitlab.seed(worldOf(10_000));
  const counted = await call("GET /groups/7/projects?per_page=100");
  expect(Object.fromEntries(counted.headers)).toMatchObject({
    "x-total": "10000",
    "x-total-pages": "100",
    link: expect.stringContaining('rel="last"'),
  });
  expect(gitlab.violations()).toEqual([]);
});

test("HEAD and OPTIONS are handled like those of other lists", async () => {
  const { call } = await start({ seed });
  const head = await call("HEAD /groups/7/projects.json");
  expect([head.status, head.body, head.headers.get("x-total")]).toEqual([200, undefined, "3"]);
  const options = await call("OPTIONS /groups/7/projects");
  expect([options.status, options.headers.get("allow")]).toEqual([204, "OPTIONS, GET, HEAD"]);
});
