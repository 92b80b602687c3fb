// @module-tag slow
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { createServer } from "../../recipes/openapi-backend.ts";
import { file } from "./file.ts";

test("the recipe serves the document, and validates requests", async () => {
  const server = await createServer();
  const headers = { "private-token": "glpat-example", "content-type": "application/json" };
  const request = (method: string, path: string, body?: unknown): Promise<unknown> =>
    server.handleRequest({ method, path, headers, body });
  const scope = "/api/v4/projects/group%2Fapp/job_token_scope";

  expect(await request("GET", "/api/v4/projects/1")).toMatchObject({ status: 200, body: { id: 1 } });
  expect(await request("GET", scope)).toMatchObject({ status: 200, body: { inbound_enabled: true } });
  expect(await request("PATCH", scope, { enabled: true })).toMatchObject({ status: 204 });
  expect(await request("PATCH", scope, { enabled: "perhaps" })).toMatchObject({ status: 400 });
  expect(await request("GET", "/api/v4/user")).toMatchObject({ status: 404 });
  expect(await server.handleRequest({ method: "GET", path: scope, headers: {} })).toMatchObject({
    status: 401,
  });
});

test("the document for OpenAPI 3.0 differs in its types only", async () => {
  const url = import.meta.resolve("@gitlab-job-token-scope/contract-fixture/openapi-3.0.json");
  const openApi30 = JSON.parse(await readFile(fileURLToPath(url), "utf8"));
  expect(openApi30.openapi).toBe("3.0.3");
  expect(JSON.stringify(openApi30, withoutTypes)).toBe(
    JSON.stringify(parse(await readFile(file, "utf8")), withoutTypes),
  );
  const { AllowedProject, Namespace } = openApi30.components.schemas;
  expect(AllowedProject.properties.description).toEqual({ type: "string", nullable: true });
  expect(Namespace.properties.parent_id).toEqual({ type: "integer", format: "int64", nullable: true });
  expect(openApi30.components.parameters.ProjectIdOrPath.schema).toEqual({
    anyOf: [{ type: "integer" }, { type: "string" }],
  });
});

function withoutTypes(this: unknown, key: string, value: unknown): unknown {
  const isTypes = key === "type" || key === "nullable" || key === "openapi";
  const isAnyOf = key === "anyOf" && Array.isArray(value) && value.every((schema) => !("$ref" in schema));
  return isTypes || isAnyOf ? undefined : value;
}
