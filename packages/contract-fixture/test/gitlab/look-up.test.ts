import { expect, test } from "vitest";
import { start } from "../helpers.js";

test("turns a path into a number", async () => {
  const { gitlab, call } = await start();
  expect(await call("GET /projects/group%2Ftool")).toMatchObject({
    status: 200,
    body: { id: 42, path_with_namespace: "group/tool" },
  });
  expect(await call("GET /groups/partner?with_projects=false")).toMatchObject({
    status: 200,
    body: { id: 8, full_path: "partner" },
  });
  expect(gitlab.violations()).toEqual([]);
});

test("knows what does not exist", async () => {
  const { call } = await start();
  expect(await call("GET /projects/group%2Fnone")).toMatchObject({
    status: 404,
    body: { message: "404 Project Not Found" },
  });
  expect(await call("GET /groups/none")).toMatchObject({
    status: 404,
    body: { message: "404 Group Not Found" },
  });
});

test("sends a read by a former path to the number, and refuses a write", async () => {
  const { gitlab, call } = await start({
    seed: { projects: [{ id: 1, path: "group/app", formerPaths: ["old/app"] }] },
  });
  const read = await call("GET /projects/old%2Fapp/job_token_scope");
  expect(read.status).toBe(301);
  expect(read.headers.get("location")).toBe(`${gitlab.apiUrl}/projects/1/job_token_scope`);
  const page = await call("GET /projects/old%2Fapp/job_token_scope/allowlist?page=2&per_page=50");
  expect(page.headers.get("location")).toBe(
    `${gitlab.apiUrl}/projects/1/job_token_scope/allowlist?page=2&per_page=50`,
  );
  expect(await call("PATCH /projects/old%2Fapp/job_token_scope", { body: { enabled: false } })).toMatchObject(
    {
      status: 405,
      body: { message: "Non GET methods are not allowed for moved projects" },
    },
  );
  expect(gitlab.violations()).toEqual([]);
});

test("refuses a parameter that is no boolean", async () => {
  const { gitlab, call } = await start();
  expect(await call("GET /groups/group?with_projects=perhaps")).toMatchObject({
    status: 400,
    body: { error: "with_projects is invalid" },
  });
  expect(gitlab.violations()).toMatchObject([{ location: "query.with_projects" }]);
});
