import { expect, test } from "vitest";
import { isNode, type Node, toList, toNode } from "../../lib/node.ts";
import { parseDocument } from "../../lib/openapi/document.ts";

/** A document with the given schemas. */
function withSchemas(schemas: unknown, version = "3.1.0"): string {
  return JSON.stringify({ openapi: version, paths: {}, components: { schemas } }, null, "\t");
}

function schemasOf(text: string): Node {
  return toNode(toNode(parseDocument(text, "api.yaml").root["components"])["schemas"]);
}

test("reads YAML and JSON, and keeps the text", () => {
  const json = withSchemas({ Id: { type: "integer" } });
  const yaml = "openapi: 3.1.0\npaths: {}\ncomponents: { schemas: { Id: { type: integer } } }\n";
  expect(parseDocument(yaml, "api.yaml").root).toEqual(parseDocument(json, "api.json").root);
  expect(parseDocument(yaml, "api.yaml")).toMatchObject({ source: "api.yaml", text: yaml });
});

test.each(["", "hello", "[]", "openapi: 3.1.0", "swagger: '2.0'\npaths: {}", "openapi: 4.0.0\npaths: {}"])(
  "refuses what is not an OpenAPI 3 document, in one line: %j",
  (text) => {
    expect(() => parseDocument(text, "api.yaml")).toThrow(
      /^api\.yaml: not an OpenAPI 3 document: expected .+$/,
    );
  },
);

test.each(["a: [", '{ "openapi": ', "a: b: c", "a: 1\na: 2"])(
  "refuses what cannot be parsed, in one line: %j",
  (text) => {
    expect(() => parseDocument(text, "api.yaml")).toThrow(/^api\.yaml: neither YAML nor JSON: [^\n]+$/);
  },
);

test("the schemas of OpenAPI 3.0 get the form of OpenAPI 3.1", () => {
  const schemas = {
    Text: { type: "string", nullable: true },
    Never: { type: "string", nullable: false },
    Anything: { nullable: true },
    Reference: { $ref: "#/components/schemas/Text", nullable: true },
    Either: { oneOf: [{ type: "string" }, { type: "integer" }], nullable: true },
    Above: { minimum: 1, exclusiveMinimum: true },
    From: { minimum: 1, exclusiveMinimum: false },
    Below: { maximum: 1, exclusiveMaximum: true },
  };
  expect(schemasOf(withSchemas(schemas, "3.0.0"))).toEqual({
    Text: { type: ["string", "null"] },
    Never: { type: "string" },
    Anything: {},
    Reference: { anyOf: [{ $ref: "#/components/schemas/Text" }, { type: "null" }] },
    Either: { anyOf: [{ oneOf: [{ type: "string" }, { type: "integer" }] }, { type: "null" }] },
    Above: { exclusiveMinimum: 1 },
    From: { minimum: 1 },
    Below: { exclusiveMaximum: 1 },
  });
  expect(schemasOf(withSchemas(schemas))).toEqual(schemas);
});

test("examples, and fields whose names are keywords, are left as they are", () => {
  const example = { type: "string", nullable: true };
  const schemas = { Odd: { example, properties: { nullable: { type: "boolean" }, default: example } } };
  const { Odd } = schemasOf(withSchemas(schemas, "3.0.0"));
  expect(Odd).toEqual({
    example,
    properties: { nullable: { type: "boolean" }, default: { type: ["string", "null"] } },
  });
});

test("a schema that contains itself is resolved level by level", () => {
  const schemas = { Group: { properties: { parent: { $ref: "#/components/schemas/Group" } } } };
  const { root, resolve } = parseDocument(withSchemas(schemas), "api.yaml");
  let group = resolve(toNode(toNode(root["components"])["schemas"])["Group"]);
  for (let level = 0; level < 3; level += 1) group = resolve(toNode(group["properties"])["parent"]);
  expect(Object.keys(toNode(group["properties"]))).toEqual(["parent"]);
});

test("keywords beside a $ref replace those of its target, through other references", () => {
  const { root, resolve, nameOf } = parseDocument(
    withSchemas({
      Id: { type: "integer", description: "An ID." },
      Alias: { $ref: "#/components/schemas/Id" },
      Mine: { $ref: "#/components/schemas/Alias", description: "Mine." },
      Inside: { $ref: "#/components/schemas/Mine", maximum: 9 },
    }),
    "api.yaml",
  );
  const { Inside } = toNode(toNode(root["components"])["schemas"]);
  expect(resolve(Inside)).toEqual({ type: "integer", description: "Mine.", maximum: 9 });
  expect(nameOf(Inside)).toBe("schemas/Mine");
  expect(isNode(Inside) && resolve("no object")).toEqual({});
});

test.each([
  ["#/components/schemas/None", "does not exist"],
  ["#/components/schemas/Bad", "refers to itself"],
  ["#/components/schemas/Bad/properties", "refers to itself"],
  ["other.yaml#/Id", "only references within the document are supported. Bundle it into one file."],
  ["#Id", "only references within the document are supported. Bundle it into one file."],
])("a reference to %s is reported with its line and place", ($ref, problem) => {
  const { root, resolve } = parseDocument(withSchemas({ Bad: { $ref, description: "Bad." } }), "api.yaml");
  const { Bad } = toNode(toNode(root["components"])["schemas"]);
  expect(() => resolve(Bad)).toThrow(`api.yaml:6: #/components/schemas/Bad: $ref ${$ref}: ${problem}`);
});

test("a place that OpenAPI 3.0 writes in another way is reported too", () => {
  const text = withSchemas({ Bad: { $ref: "#/x", nullable: true } }, "3.0.0");
  const { root, resolve } = parseDocument(text, "api.yaml");
  const { Bad } = toNode(toNode(root["components"])["schemas"]);
  expect(() => resolve(toList(toNode(Bad)["anyOf"])[0])).toThrow(
    /^api\.yaml:\d+: #\/components\/schemas\/Bad\/anyOf\/0: \$ref #\/x: does not exist$/,
  );
});
