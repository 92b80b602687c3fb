import { expect, test } from "vitest";
import { compareDocuments, type Side } from "../../check-upstream/compare-documents.ts";
import { findOurOperations, findTheirOperations } from "../../check-upstream/operations.ts";
import { type OpenApiDocument, parseDocument } from "../../lib/openapi/document.ts";

type Schemas = Readonly<Record<string, object | boolean>>;

/** A document with an operation whose response has the schema `Body`. */
function createDocument(schemas: Schemas): OpenApiDocument {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Body" } } };
  const get = { operationId: "read", responses: { 200: { content } } };
  const document = { openapi: "3.1.0", paths: { "/job_token_scope": { get } }, components: { schemas } };
  return parseDocument(JSON.stringify(document), "api.yaml");
}

/** The differences below the body, each as `place: ours; theirs`. */
function compare(ours: Schemas, theirs: Schemas): string[] {
  const [our, their] = [createDocument(ours), createDocument(theirs)];
  const ourSide: Side = { document: our, operations: findOurOperations(our) };
  const theirSide: Side = { document: their, operations: findTheirOperations(their, ourSide.operations) };
  return compareDocuments(ourSide, theirSide)
    .filter((comparison) => comparison.ours !== comparison.theirs)
    .map((comparison) => `${comparison.at.split("/json")[1]}: ${comparison.ours}; ${comparison.theirs}`);
}

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const text = { type: "string" };

test("recursive schemas are equal if they are so at every depth", () => {
  const ours = { Body: { type: "object", properties: { name: text, parent: ref("Body") } } };
  const theirs = {
    Body: { type: "object", properties: { name: text, parent: ref("Other") } },
    Other: { type: "object", properties: { name: text, parent: { allOf: [ref("Body")] } } },
  };
  expect(compare(ours, theirs)).toEqual([]);
});

test("a difference is found where only the second turn of a recursion has it", () => {
  const ours = { Body: { type: "object", properties: { name: text, parent: ref("Body") } } };
  const theirs = {
    Body: { type: "object", properties: { name: text, parent: ref("Other") } },
    Other: { type: "object", properties: { name: { type: "integer" }, parent: ref("Body") } },
  };
  expect(compare(ours, theirs)).toEqual(["/fields/parent/fields/name/type: string; integer"]);
});

test("a list that contains lists of itself is followed once", () => {
  const ours = { Body: { type: "array", items: ref("Body") } };
  expect(compare(ours, ours)).toEqual([]);
  expect(compare(ours, { Body: { type: "array", items: text } })).toEqual([
    "/type: array of array of itself; array of string",
  ]);
});

test("a schema that is a branch of itself is refused", () => {
  expect(() => compare({ Body: text }, { Body: { anyOf: [text, { allOf: [ref("Body")] }] } })).toThrow(
    "api.yaml: schemas/Body is a branch of itself. Remove the branch.",
  );
});

test.each<[string, Schemas, Schemas]>([
  [
    "a list of types is anyOf",
    { Body: { type: ["integer", "string"] } },
    { Body: { anyOf: [text, { type: "integer" }] } },
  ],
  [
    "null as a branch is null as a type",
    { Body: { type: ["string", "null"] } },
    { Body: { oneOf: [text, { type: "null" }] } },
  ],
  [
    "allOf has the fields of all branches",
    { Body: { type: "object", required: ["a"], properties: { a: text, b: text } } },
    {
      Body: {
        allOf: [{ type: "object", required: ["a"], properties: { a: text } }, { properties: { b: text } }],
      },
    },
  ],
  [
    "a field of two branches has the keywords of both",
    { Body: { properties: { a: { type: "string", maxLength: 5 } } } },
    { Body: { allOf: [{ properties: { a: text } }, { properties: { a: { maxLength: 5 } } }] } },
  ],
  [
    "keywords beside a $ref apply as well",
    { Body: { type: "object", properties: { a: text, b: text } } },
    { Body: { ...ref("Base"), properties: { b: text } }, Base: { type: "object", properties: { a: text } } },
  ],
  [
    "a schema without a name may have a title",
    { Body: text },
    { Body: { ...text, title: "Text", description: "Any." } },
  ],
])("equal schemas: %s", (_, ours, theirs) => {
  expect(compare(ours, theirs)).toEqual([]);
});

test.each<[string, Schemas, Schemas, string[]]>([
  [
    "oneOf is not anyOf",
    { Body: { anyOf: [text, { type: "integer" }] } },
    { Body: { oneOf: [text, { type: "integer" }] } },
    ["/type: integer or string; oneOf integer or string"],
  ],
  [
    "oneOf beside null",
    { Body: { anyOf: [text, { type: "integer" }, { type: "null" }] } },
    { Body: { anyOf: [{ oneOf: [text, { type: "integer" }] }, { type: "null" }] } },
    ["/type: integer or string; oneOf integer or string"],
  ],
  [
    "a field required by one alternative",
    { Body: { anyOf: [{ required: ["a"] }, {}], properties: { a: text } } },
    { Body: { required: ["a"], properties: { a: text } } },
    ["/fields/a/required: false; true"],
  ],
  [
    "a keyword of one alternative",
    { Body: { anyOf: [text, { type: "integer", minimum: 1 }] } },
    { Body: { anyOf: [text, { type: "integer" }] } },
    ["/minimum: 1; absent"],
  ],
  [
    "a default of another type",
    { Body: { ...text, default: "20" } },
    { Body: { ...text, default: 20 } },
    ['/default: "20"; 20'],
  ],
  [
    "a keyword of items",
    { Body: { type: "array", items: { ...text, minLength: 1 } } },
    { Body: { type: "array", items: text } },
    ["/items/minLength: 1; absent"],
  ],
  [
    "null among the items",
    { Body: { type: "array", items: { type: ["string", "null"] } } },
    { Body: { type: "array", items: text } },
    ["/type: array of null or string; array of string"],
  ],
  [
    "other fields",
    { Body: { type: "object", additionalProperties: text } },
    { Body: { type: "object", additionalProperties: { type: "integer" } } },
    ["/otherFields/type: string; integer"],
  ],
  [
    "the schema false",
    { Body: { properties: { a: false } } },
    { Body: { properties: { a: true } } },
    ["/fields/a/not: {}; absent"],
  ],
])("different schemas: %s", (_, ours, theirs, differences) => {
  expect(compare(ours, theirs)).toEqual(differences);
});
