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
