import { expect, test } from "vitest";
import { start } from "../helpers.js";

const scope = "/projects/1/job_token_scope";

test("responds with the first example of the document, and keeps no state", async () => {
  const { gitlab, call } = await start({ mode: "examples" });
  expect(await call(`PATCH ${scope}`, { body: { enabled: false } })).toMatchObject({
    status: 204,
    body: undefined,
  });
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 200, body: { inbound_enabled: true } });
  expect((await call(`GET ${scope}/allowlist`)).headers.get("x-next-page")).toBe("");
  expect(gitlab.requests().at(-1)).toMatchObject({
    operation: "listAllowedProjects",
    response: { headers: { "x-next-page": "" } },
  });
  expect(gitlab.violations()).toEqual([]);
});

test("the Prefer header selects another example", async () => {
  const { call } = await start({ mode: "examples" });
  const prefer = (value: string) => ({ headers: { prefer: value } });
  expect(await call(`GET ${scope}`, prefer("example=disabled"))).toMatchObject({
    body: { inbound_enabled: false },
  });
  expect(await call(`GET ${scope}`, prefer("code=404"))).toMatchObject({
    status: 404,
    body: { message: "404 Project Not Found" },
  });
  const full = { ...prefer("code=400, example=full"), body: { target_project_id: 42 } };
  expect(await call(`POST ${scope}/allowlist`, full)).toMatchObject({ status: 400 });
});

test("responds to an invalid request with the validation error, and records the violation", async () => {
  const { gitlab, call } = await start({ mode: "examples" });
  expect(await call(`PATCH ${scope}`, { body: {} })).toMatchObject({
    status: 400,
    body: { error: "enabled is missing, enabled is empty" },
  });
  expect(gitlab.violations()).toMatchObject([{ side: "request", location: "body" }]);
});

test("reports a missing example as a violation of the Prefer header", async () => {
  const { gitlab, call } = await start({ mode: "examples" });
  const response = await call(`GET ${scope}`, { headers: { prefer: "code=418" } });
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(gitlab.violations()).toMatchObject([
    { operation: "getJobTokenScope", side: "request", location: "header.prefer" },
  ]);
});

test("reports a content type that is unreadable, and one that the document does not have", async () => {
  const { gitlab, call } = await start({ mode: "examples" });
  const headers = { "content-type": "nonsense" };
  expect(await call(`PATCH ${scope}`, { body: "{}", headers })).toMatchObject({ status: 400 });
  expect(await call(`GET ${scope}`, { headers: { accept: "text/html" } })).toMatchObject({ status: 406 });
  expect(gitlab.violations()).toMatchObject([
    { side: "request", location: "header.content-type" },
    { side: "request", location: "request" },
  ]);
});

test("reports an invalid parameter as a violation of that parameter", async () => {
  const { gitlab, call } = await start({ mode: "examples" });
  expect(await call("GET /groups/7?with_projects=perhaps")).toMatchObject({
    status: 400,
    body: { error: "with_projects is invalid" },
  });
  expect(gitlab.violations()).toMatchObject([{ location: "query.with_projects" }]);
});
