import { expect, test } from "vitest";
import { start } from "../helpers.js";

const seed = {
  projects: [
    { id: 1, path: "group/app" },
    { id: 2, path: "open/app", visibility: "public" as const },
  ],
  groups: [
    { id: 7, path: "group" },
    { id: 8, path: "open", visibility: "public" as const },
  ],
  tokens: [{ token: "glpat-user" }],
};

test("[look-up-project] returns a project by full path or ID", async () => {
  const { gitlab, call } = await start();
  for (const project of ["group%2Ftool", "42"]) {
    expect(await call(`GET /projects/${project}`)).toMatchObject({
      status: 200,
      body: { id: 42, path_with_namespace: "group/tool" },
    });
  }
  expect(gitlab.violations()).toEqual([]);
});

test("[look-up-group] returns a group by full path or ID", async () => {
  const { gitlab, call } = await start();
  for (const group of ["partner", "8"]) {
    expect(await call(`GET /groups/${group}?with_projects=false`)).toMatchObject({
      status: 200,
      body: { id: 8, full_path: "partner" },
    });
  }
  expect(gitlab.violations()).toEqual([]);
});

test("[look-up-role] requires no role for public projects and groups", async () => {
  const { call } = await start({ seed });
  expect(await call("GET /projects/open%2Fapp")).toMatchObject({ status: 200, body: { id: 2 } });
  expect(await call("GET /groups/open")).toMatchObject({ status: 200, body: { id: 8 } });
});

test("[look-up-anonymous] requires no token for public projects and groups, and hides the others", async () => {
  const { gitlab, call } = await start({
    seed: {
      ...seed,
      projects: [...seed.projects, { id: 3, path: "group/in", visibility: "internal" as const }],
    },
  });
  const token = null;
  expect(await call("GET /projects/open%2Fapp", { token })).toMatchObject({ status: 200, body: { id: 2 } });
  expect(await call("GET /groups/open", { token })).toMatchObject({ status: 200, body: { id: 8 } });
  for (const path of ["/projects/1", "/projects/group%2Fin", "/groups/group"]) {
    expect(await call(`GET ${path}`, { token })).toMatchObject({ status: 404 });
  }
  expect(gitlab.violations()).toEqual([]);
  expect(await call("GET /projects/2", { token: "glpat-unknown" })).toMatchObject({ status: 401 });
});

test.for([
  ["/projects/group%2Fapp", "404 Project Not Found"],
  ["/projects/group%2Fnone", "404 Project Not Found"],
  ["/groups/group", "404 Group Not Found"],
  ["/groups/none", "404 Group Not Found"],
] as const)("[look-up-role] %s is hidden from a user without a role", async ([path, message]) => {
  const { call } = await start({ seed });
  expect(await call(`GET ${path}`)).toMatchObject({ status: 404, body: { message } });
});

const world = {
  projects: [
    { id: 1, path: "group/sub/app", archived: true },
    { id: 2, path: "open/app", visibility: "public" as const },
  ],
  groups: [
    { id: 7, path: "group" },
    { id: 8, path: "group/sub", visibility: "internal" as const },
  ],
  tokens: [
    { token: "glpat-maintainer", roles: { projects: { "1": "maintainer" as const } } },
    { token: "glpat-guest", roles: { groups: { "7": "guest" as const } } },
    { token: "glpat-admin", admin: true },
  ],
};

test("[look-up-project-fields] a project has what clients check", async () => {
  const { gitlab, call } = await start({ seed: world, strict: true });
  const created_at = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
  expect((await call("GET /projects/1")).body).toEqual({
    id: 1,
    description: null,
    name: "app",
    name_with_namespace: "group / sub / app",
    path: "app",
    path_with_namespace: "group/sub/app",
    created_at,
    default_branch: "main",
    readme_url: `${gitlab.url}/group/sub/app/-/blob/main/README.md`,
    forks_count: 0,
    tag_list: [],
    topics: [],
    ssh_url_to_repo: "git@127.0.0.1:group/sub/app.git",
    http_url_to_repo: `${gitlab.url}/group/sub/app.git`,
    web_url: `${gitlab.url}/group/sub/app`,
    avatar_url: null,
    star_count: 0,
    last_activity_at: created_at,
    namespace: {
      id: 8,
      name: "sub",
      path: "sub",
      kind: "group",
      full_path: "group/sub",
      parent_id: 7,
      avatar_url: null,
      web_url: `${gitlab.url}/groups/group/sub`,
    },
    visibility: "private",
    archived: true,
    empty_repo: false,
    permissions: { project_access: { access_level: 40, notification_level: 3 }, group_access: null },
  });
  expect((await call("GET /projects/2")).body).toMatchObject({ visibility: "public", archived: false });
});

test("[look-up-code-fields] the default branch is hidden from guests of a private project", async () => {
  const { call } = await start({ seed: world });
  for (const token of ["glpat-maintainer", "glpat-admin"]) {
    expect((await call("GET /projects/1", { token })).body).toMatchObject({ default_branch: "main" });
  }
  const guest = { token: "glpat-guest" };
  expect((await call("GET /projects/1", guest)).body).not.toHaveProperty("default_branch");
  expect((await call("GET /projects/2", guest)).body).toMatchObject({ default_branch: "main" });
});

test.for([
  ["glpat-maintainer", { access_level: 40, notification_level: 3 }, null],
  ["glpat-guest", null, { access_level: 10, notification_level: 3 }],
  ["glpat-admin", null, null],
] as const)("[look-up-permissions] are the roles of %s", async ([token, project_access, group_access]) => {
  const { call } = await start({ seed: world });
  expect((await call("GET /projects/1", { token })).body).toMatchObject({
    permissions: { project_access, group_access },
  });
});

test("[look-up-anonymous-fields] a public project has fewer fields without a token", async () => {
  const { call } = await start({ seed: world });
  const { body } = await call("GET /projects/2", { token: null });
  expect(body).toMatchObject({ path_with_namespace: "open/app", namespace: { kind: "user" } });
  for (const field of ["archived", "permissions"]) expect(body).not.toHaveProperty(field);
});

test("[look-up-group-fields] a group has its full name and its parent", async () => {
  const { gitlab, call } = await start({ seed: world, strict: true });
  expect((await call("GET /groups/8")).body).toEqual({
    id: 8,
    name: "sub",
    path: "sub",
    description: "",
    archived: false,
    avatar_url: null,
    created_at: expect.stringMatching(/^\d{4}-/),
    full_name: "group / sub",
    full_path: "group/sub",
    visibility: "internal",
    parent_id: 7,
    web_url: `${gitlab.url}/groups/group/sub`,
  });
  expect((await call("GET /groups/7")).body).toMatchObject({ visibility: "private", parent_id: null });
});
