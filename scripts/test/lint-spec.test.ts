// @module-tag slow
// @module-tag mutants
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseDocument } from "../lib/openapi/document.ts";
import { lintSpec } from "../lint-spec/command.ts";
import { summarizeDocument } from "../lint-spec/statistics.ts";
import { createDirectory, replaceOnce, root, run, spawnScript } from "./helpers.ts";

const spec = "spec/openapi.yaml";
const control = "packages/contract-fixture/openapi/control.yaml";

/** A copy of a document of this repository with one text replaced. */
async function edit(document: string, from: string, to: string): Promise<string> {
  const text = replaceOnce(readFileSync(join(root, document), "utf8"), from, to);
  const name = document === control ? "control.yaml" : "openapi.yaml";
  return join(await createDirectory({ [name]: text }), name);
}

test("the document of GitLab's API has no problems", async () => {
  const { status, stdout, stderr } = await run(lintSpec, [spec]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/no problems in 11 operations, \d+ responses, \d+ examples/);
});

test("the document of the control routes has no problems", async () => {
  expect(await run(lintSpec, [control])).toMatchObject({ status: 0, stderr: "" });
});

test("the document of the control routes is linted too", async () => {
  const file = await edit(control, "operationId: getHealth", "x-id: none");
  expect(await run(lintSpec, [file])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("operation-operationId"),
  });
});

test.for([
  ["an operation without an ID", "      operationId: getProject\n", "", "operation-operationId"],
  ["an operation without a role", "      x-gitlab-role: none\n", "", "an operation must have x-gitlab-role"],
  [
    "an operation without a version",
    '      x-gitlab-since: "9.0"\n',
    "",
    "an operation must have x-gitlab-since",
  ],
  [
    "an operation without scopes",
    "      x-gitlab-scopes: *read\n",
    "",
    "an operation must have x-gitlab-scopes",
  ],
  ["an empty list of scopes", "x-gitlab-scopes: *read", "x-gitlab-scopes: []", "must name a scope"],
  ["scopes of a scheme that has none", "bearer: []", "bearer: [api]", "scopes belong in x-gitlab-scopes"],
  [
    "a summary with a full stop",
    "summary: Read a project's job token scope",
    "summary: Read a project's job token scope.",
    "without a full stop",
  ],
  [
    "a server with a long description",
    "description: GitLab.com",
    "description: GitLab.com, or any self-managed instance",
    "a name of one or two words",
  ],
  [
    "an example that does not match its schema",
    "{ message: 404 Group Not Found }",
    "{ text: none }",
    "no-invalid-media-type-examples",
  ],
  [
    "an error response without content",
    '        "301":\n          $ref: "#/components/responses/MovedPermanently"',
    '        "301":\n          description: Moved.',
    "an error response must have content",
  ],
  [
    "a 400 whose first example is not a parameter error",
    'value: { error: "enabled is missing, enabled is empty" }',
    "value: { message: 400 Bad request }",
    "the first example of a 400",
  ],
  [
    "a 32-bit ID",
    "id: { type: integer, format: int64 }",
    "id: { type: integer }",
    "an ID must have the format int64",
  ],
  [
    "a header of another type than its example",
    "example: 1993",
    'example: "1993"',
    "must have such an example",
  ],
  [
    "a header without a schema",
    "      schema: { type: integer }\n      example: 30\n",
    "      content: { text/plain: { schema: { type: integer } } }\n      example: 30\n",
    "a header of the type undefined must have such an example",
  ],
  [
    "an error response without a schema",
    "          schema: { type: string }\n          examples:\n            workhorse",
    "          examples:\n            workhorse",
    "an error response must have a schema",
  ],
  [
    "an error response without a named example",
    "          examples:\n            workhorse:\n              value: GitLab is not responding\n",
    "",
    "an error response must have a named example",
  ],
  [
    "an error response with an empty list of examples",
    "          examples:\n            workhorse:\n              value: GitLab is not responding\n",
    "          examples: {}\n",
    "an error response must have a named example",
  ],
  [
    "a redirect without its header",
    '        Location:\n          $ref: "#/components/headers/Location"\n',
    "",
    "an error response must have content",
  ],
  [
    "a 400 whose first example is a reference",
    "            page:\n              value: { error: page is invalid }\n",
    '            page: { $ref: "#/components/examples/Page" }\n',
    "the first example of a 400",
  ],
  [
    "a 400 whose first example is null",
    "value: { error: page is invalid }",
    "value: null",
    "the first example of a 400",
  ],
  [
    "a 400 whose first example is a text",
    "value: { error: page is invalid }",
    "value: page is invalid",
    "the first example of a 400",
  ],
  [
    "a reference to nothing",
    '$ref: "#/components/responses/BadGateway"',
    '$ref: "#/components/responses/Nowhere"',
    "no-unresolved-refs",
  ],
  [
    "an example of a parameter that does not match its schema",
    "        type: [integer, string]\n      example: 1\n",
    "        type: [integer, string]\n      example: true\n",
    "no-invalid-parameter-examples",
  ],
  [
    "an example of a schema that does not match it",
    "        inbound_enabled:\n          type: boolean\n",
    "        inbound_enabled:\n          type: boolean\n          examples: [1]\n",
    "no-invalid-schema-examples",
  ],
  [
    "a required property that is not defined",
    "required: [inbound_enabled, outbound_enabled]",
    "required: [inbound_enabled, outbound_enabled, enabled]",
    "no-required-schema-properties-undefined",
  ],
  [
    "a schema with keywords of another type",
    "      type: object\n      description: The effective settings.\n",
    "      type: object\n      description: The effective settings.\n      items: { type: string }\n",
    "no-schema-type-mismatch",
  ],
  [
    "an operation without a description",
    "      description: |\n        In ascending order of ID. The",
    "      x-was: |\n        In ascending order of ID. The",
    "operation-description",
  ],
  [
    "an unused component",
    "  schemas:\n",
    "  schemas:\n    Unused: { type: string }\n",
    "no-unused-components",
  ],
] as const)("reports %s", async ([, from, to, message]) => {
  const { status, stderr } = await run(lintSpec, [await edit(spec, from, to)]);
  expect(status).toBe(1);
  expect(stderr).toContain(message);
});

test("the size counts what is referred to, in all operations", () => {
  const text = `{
    "openapi": "3.1.0",
    "paths": {
      "/a": {
        "get": { "responses": { "200": { "description": "" }, "400": { "$ref": "#/components/responses/Bad" } } },
        "post": { "responses": { "201": { "description": "", "content": {
          "text/plain": { "examples": { "one": {} } }, "text/html": {}
        } } } }
      }
    },
    "components": { "responses": { "Bad": { "content": { "text/plain": { "examples": { "a": {}, "b": {} } } } } } }
  }`;
  const document = parseDocument(text, "openapi.json");
  expect(summarizeDocument(document)).toBe("2 operations, 3 responses, 3 examples");
});

test.for<[string, () => Promise<string>]>([
  ["a missing file", async () => "nowhere.yaml"],
  ["a file that is not YAML", () => edit(spec, "openapi: 3.1.0\n", "openapi: 3.1.0\n  : [\n")],
  ["a file that is not an OpenAPI document", () => edit(spec, "openapi: 3.1.0\n", "title: none\n")],
])("reports %s in one line", async ([, file]) => {
  const { status, stderr } = await run(lintSpec, [await file()]);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^lint:spec: [^\n]+\n$/);
});

test("the command lints both documents, and exits with 0", { tags: ["slow"] }, async () => {
  const { status, stdout, stderr } = await spawnScript("lint-spec");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/^lint:spec: spec\/openapi\.yaml: .*\nlint:spec: .*control\.yaml: .*\n$/);
});

test("the command exits with 1 for a problem", { tags: ["slow"] }, async () => {
  const file = await edit(spec, "      x-gitlab-role: none\n", "");
  expect(await spawnScript("lint-spec", [file])).toMatchObject({ status: 1, stdout: "" });
});
