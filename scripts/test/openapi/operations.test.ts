import { expect, test } from "vitest";
import { parseDocument } from "../../lib/openapi/document.ts";
import { listOperations } from "../../lib/openapi/operations.ts";

test("an operation overrides the parameters and the security of its path and document", () => {
  const document = parseDocument(
    `
openapi: 3.1.0
security: [{ token: [] }]
paths:
  /a/{id}: { $ref: "#/components/pathItems/A" }
components:
  parameters:
    Id: { name: id, in: path, required: true, schema: { type: integer } }
  pathItems:
    A:
      summary: Not an operation.
      parameters: [{ $ref: "#/components/parameters/Id" }, { name: page, in: query, schema: { minimum: 1 } }]
      get: { parameters: [{ name: page, in: query }] }
      delete: { security: [] }
`,
    "api.yaml",
  );
  expect(listOperations(document)).toMatchObject([
    {
      method: "GET",
      path: "/a/{id}",
      parameters: [{ name: "id" }, { name: "page" }],
      security: [{ token: [] }],
    },
    {
      method: "DELETE",
      path: "/a/{id}",
      parameters: [{ name: "id" }, { schema: { minimum: 1 } }],
      security: [],
    },
  ]);
  expect(listOperations(document)[0]?.parameters[1]).not.toHaveProperty("schema");
});
