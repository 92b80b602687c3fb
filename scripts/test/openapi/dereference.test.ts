import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { toList, toNode } from "../../lib/node.ts";
import { dereference } from "../../lib/openapi/dereference.ts";
import { parseDocument } from "../../lib/openapi/document.ts";
import { root as repository } from "../helpers.ts";

function read(text: string): ReturnType<typeof dereference> {
  return dereference(parseDocument(text, "api.yaml"));
}

const text = `
openapi: 3.1.0
paths:
  /things/{id}: { $ref: "#/components/pathItems/Thing" }
components:
  pathItems:
    Thing:
      post:
        parameters: [{ $ref: "#/components/parameters/Id" }]
        requestBody: { $ref: "#/components/requestBodies/Thing" }
        responses: { "200": { $ref: "#/components/responses/Thing" } }
  parameters:
    Id: { name: id, in: path, required: true, schema: { type: integer } }
  requestBodies:
    Thing: { content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } }
  headers:
    Total: { schema: { type: integer } }
  examples:
    Thing: { value: { $ref: "#/not/a/reference" } }
  responses:
    Thing:
      headers: { Total: { $ref: "#/components/headers/Total" } }
      content:
        application/json:
          schema: { $ref: "#/components/schemas/Alias" }
          examples: { thing: { $ref: "#/components/examples/Thing" } }
  schemas:
    Alias: { $ref: "#/components/schemas/Thing" }
    Thing:
      properties:
        parent: { $ref: "#/components/schemas/Thing" }
        sibling: { $ref: "#/components/schemas/Thing", description: Another one. }
`;

test("every use of a component is the same object, whose name is known", () => {
  const { root, components, names } = read(text);
  const item = toNode(toNode(root["paths"])["/things/{id}"]);
  const post = toNode(item["post"]);
  const response = toNode(toNode(post["responses"])["200"]);
  const media = toNode(toNode(response["content"])["application/json"]);
  const body = toNode(post["requestBody"]);
  const uses = [
    item,
    toList(post["parameters"])[0],
    body,
    response,
    toNode(response["headers"])["Total"],
    media["schema"],
    toNode(media["examples"])["thing"],
    toNode(toNode(body["content"])["application/json"])["schema"],
  ];
  expect(uses.map((use) => names.get(use))).toEqual([
    "pathItems/Thing",
    "parameters/Id",
    "requestBodies/Thing",
    "responses/Thing",
    "headers/Total",
    "schemas/Thing",
    "examples/Thing",
    "schemas/Thing",
  ]);
  expect(components["schemas/Alias"]).toBe(components["schemas/Thing"]);
  expect(components["examples/Thing"]).toEqual({ value: { $ref: "#/not/a/reference" } });
});

test("a schema that contains itself makes a circle, and keywords beside a $ref an object of their own", () => {
  const { components, names } = read(text);
  const thing = toNode(components["schemas/Thing"]);
  const { parent, sibling } = toNode(thing["properties"]);
  expect(parent).toBe(thing);
  expect(sibling).not.toBe(thing);
  expect(sibling).toEqual({ ...thing, description: "Another one." });
  expect(names.get(sibling)).toBeUndefined();
});

test("a reference that does not exist is reported with its line and place, wherever it is", () => {
  const broken = text.replace("headers: { Total: { $ref: ", "headers: { Total: { $ref: '#/x', unused: ");
  expect(() => read(broken)).toThrow(
    "api.yaml:22: #/components/responses/Thing/headers/Total: $ref #/x: does not exist",
  );
});

test("the repository's document is complete without references", async () => {
  const { root, names } = read(await readFile(join(repository, "spec/openapi.yaml"), "utf8"));
  expect(JSON.stringify(root)).not.toContain("$ref");
  expect([...names.values()]).toContain("schemas/JobTokenScope");
});
