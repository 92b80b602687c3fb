import { expect, test } from "vitest";
import { start } from "./helpers.js";

const scope = "/api/v4/projects/{id}/job_token_scope";
const byId = { params: { path: { id: 1 } } };

test("reads and writes the setting, by ID and by path", async () => {
  const { gitlab, api } = await start();
  const byPath = { params: { path: { id: "group/app" } } };
  expect((await api.GET(scope, byPath)).data).toEqual({ inbound_enabled: true, outbound_enabled: false });
  const { response } = await api.PATCH(scope, { ...byPath, body: { enabled: false } });
  expect(response.status).toBe(204);
  expect((await api.GET(scope, byId)).data?.inbound_enabled).toBe(false);
  expect(gitlab.violations()).toEqual([]);
});

test("lists, adds and removes projects", async () => {
  const { gitlab, api } = await start();
  const list = `${scope}/allowlist` as const;
  const added = await api.POST(list, { ...byId, body: { target_project_id: 42 } });
  expect(added.data).toEqual({ source_project_id: 1, target_project_id: 42 });
  const query = { page: 1, per_page: 100 };
  const { data, response } = await api.GET(list, { params: { path: { id: 1 }, query } });
  expect(data?.map(({ path_with_namespace }) => path_with_namespace)).toEqual(["group/app", "group/tool"]);
  expect(response.headers.get("x-total")).toBe("2");
  const removed = await api.DELETE(`${list}/{target_project_id}`, {
    params: { path: { id: 1, target_project_id: 42 } },
  });
  expect(removed.response.status).toBe(204);
  expect(gitlab.violations()).toEqual([]);
});

test("lists, adds and removes groups", async () => {
  const { gitlab, api } = await start();
  const list = `${scope}/groups_allowlist` as const;
  const added = await api.POST(list, { ...byId, body: { target_group_id: 7 } });
  expect(added.data).toEqual({ source_project_id: 1, target_group_id: 7 });
  expect((await api.GET(list, byId)).data).toMatchObject([{ id: 7, name: "group" }]);
  const removed = await api.DELETE(`${list}/{target_group_id}`, {
    params: { path: { id: 1, target_group_id: 7 } },
  });
  expect(removed.response.status).toBe(204);
  expect(gitlab.violations()).toEqual([]);
});

test("resolves a path to an ID", async () => {
  const { gitlab, api } = await start();
  const project = await api.GET("/api/v4/projects/{id}", { params: { path: { id: "group/tool" } } });
  expect(project.data?.id).toBe(42);
  const group = await api.GET("/api/v4/groups/{id}", {
    params: { path: { id: "group" }, query: { with_projects: false } },
  });
  expect(group.data?.id).toBe(7);
  expect(gitlab.violations()).toEqual([]);
});

test("returns an error response without rejecting", async () => {
  const { api } = await start();
  const { data, error, response } = await api.GET(scope, { params: { path: { id: 99 } } });
  expect(response.ok).toBe(false);
  expect(data).toBeUndefined();
  expect(error).toMatchObject({ status: 404, body: { message: "404 Project Not Found" } });
  expect(error?.message).toBe(`GET ${scope}: 404 Project Not Found`);
});
