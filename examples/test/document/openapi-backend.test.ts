// @module-tag slow
import { readFile } from "node:fs/promises";
import { type Document, OpenAPIBackend } from "openapi-backend";
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

/** Loads a definition, which fails if it does not match the schema of OpenAPI 3.0. */
function load(definition: Document): Promise<OpenAPIBackend> {
  return new OpenAPIBackend({ definition, strict: true, ajvOpts: { validateFormats: false } }).init();
}

/** Replaces lists of types by a single one, without the meaning of the document. */
function removeTypes(_key: unknown, value: unknown): unknown {
  const isType = Array.isArray(value) && value.includes("string");
  return isType && value.every((name) => ["integer", "string", "null"].includes(name)) ? "string" : value;
}

test("lists of types are all that OpenAPI 3.0 lacks", async () => {
  const text = await readFile(file, "utf8");
  const withoutTypes = parse(text.replaceAll('type: [integer, "null"]', "type: integer"), removeTypes);
  await load(withoutTypes);

  withoutTypes.info.license.identifier = "MIT";
  await expect(load(withoutTypes)).rejects.toThrow('"additionalProperty": "identifier"');
});
