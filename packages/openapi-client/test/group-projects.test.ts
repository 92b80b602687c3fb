import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { observe, rejection, start } from "./helpers.js";

const projects = "/api/v4/groups/{id}/projects";
const orders = [
  "id",
  "name",
  "path",
  "created_at",
  "updated_at",
  "last_activity_at",
  "similarity",
  "star_count",
] as const;

test("lists the projects of a group", async () => {
  const { gitlab, api } = await start();
  const { data, response } = await api.GET(projects, {
    params: {
      path: { id: "group" },
      query: { include_subgroups: true, archived: false, with_shared: false, order_by: "id", sort: "asc" },
    },
  });
  expect(data?.map(({ path_with_namespace }) => path_with_namespace)).toEqual([
    "group/app",
    "group/library",
    "group/tool",
  ]);
  expect(response.headers.get("x-total")).toBe("3");
  const { error } = await api.GET(projects, { params: { path: { id: 99 } } });
  expect(error).toMatchObject({ status: 404, body: { message: "404 Group Not Found" } });
  expect(gitlab.violations()).toEqual([]);
});

test("every order of the document is accepted", async () => {
  const file = fileURLToPath(import.meta.resolve("@gitlab-job-token-scope/contract-fixture/openapi.yaml"));
  const document = JSON.stringify(load(readFileSync(file, "utf8")));
  expect(document).toContain(`"enum":${JSON.stringify(orders)}`);
  const { gitlab, api } = await start();
  for (const order_by of orders) {
    const { response } = await api.GET(projects, { params: { path: { id: 7 }, query: { order_by } } });
    expect(response.status).toBe(200);
  }
  expect(gitlab.violations()).toEqual([]);
});

test.for<[object, string]>([
  [
    { order_by: "size" },
    `params.query.order_by: expected one of ${orders.join(", ")}; got a value of type string`,
  ],
  [{ sort: "ASC" }, "params.query.sort: expected one of asc, desc; got a value of type string"],
  [{ sort: "" }, "params.query.sort: expected one of asc, desc"],
  [{ sort: null }, "params.query.sort: expected one of asc, desc; got null; is a variable not set?"],
  [{ sort: ["asc"] }, "params.query.sort: expected one of asc, desc; got an array"],
  [{ archived: "false" }, "params.query.archived: expected true or false"],
  [{ include_subgroups: 1 }, "params.query.include_subgroups: expected true or false"],
  [{ includeSubgroups: true }, "params.query.includeSubgroups: unknown, did you mean include_subgroups?"],
])("the query %j is refused before anything is sent", async ([query, message]) => {
  const { api, requests } = observe();
  const call = api.GET as (path: string, options: object) => Promise<unknown>;
  const reason = await rejection(call(projects, { params: { path: { id: 7 }, query } }));
  expect(reason).toBeInstanceOf(TypeError);
  expect((reason as Error).message).toContain(message);
  expect(requests).toEqual([]);
});

test("a choice is a type", async () => {
  const { api } = observe();
  const params = { path: { id: 7 } };
  // @ts-expect-error -- not in the document
  await rejection(api.GET(projects, { params: { ...params, query: { order_by: "size" } } }));
  await api.GET(projects, { params: { ...params, query: { sort: "desc" } } });
});
