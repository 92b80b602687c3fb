import { expect, test } from "vitest";
import { listDifferences } from "./list-differences.ts";

type Schemas = Readonly<Record<string, object | boolean>>;

/** The differences below the body of a response that has the schema `Body`, each as `place: ours; theirs`. */
function compare(ours: Schemas, theirs: Schemas): string[] {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Body" } } };
  const operation = { responses: { 200: { content } } };
  return listDifferences(
    { operation, components: { schemas: ours } },
    { operation, components: { schemas: theirs } },
  ).map((difference) => difference.replace(/^.*\/json/, ""));
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

test("a field that two branches describe may contain its own schema", () => {
  const branch = { properties: { parent: ref("Body") } };
  const ours = { Body: { type: "object", allOf: [branch, branch] } };
  expect(compare(ours, ours)).toEqual([]);
  const theirs = { Body: { type: "object", allOf: [branch, branch], properties: { name: text } } };
  expect(compare(ours, theirs)).toEqual([
    "/fields/parent/fields/name: absent; present",
    "/fields/name: absent; present",
  ]);
});

test("the same field has different branches in different schemas", () => {
  const withLengths = (...lengths: number[]): object => ({
    allOf: [ref("Base"), ...lengths.map((maxLength) => ({ properties: { a: { maxLength } } }))],
  });
  const ours = {
    Base: { properties: { a: text } },
    Any: { anyOf: [ref("Base"), { properties: { a: { maxLength: 1 } } }] },
    Body: {
      properties: { one: withLengths(1), two: withLengths(2), both: withLengths(1, 2), any: ref("Any") },
    },
  };
  const flat = (keywords: object): object => ({ properties: { a: { ...text, ...keywords } } });
  const theirs = {
    Body: { properties: { one: flat({}), two: flat({}), both: flat({}), any: { properties: { a: {} } } } },
  };
  expect(compare(ours, theirs)).toEqual([
    "/fields/one/fields/a/maxLength: 1; absent",
    "/fields/two/fields/a/maxLength: 2; absent",
    "/fields/both/fields/a/maxLength: 1 or 2; absent",
    "/fields/any/fields/a/type: any or string; any",
    "/fields/any/fields/a/maxLength: 1; absent",
  ]);
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
    "a field that all alternatives require",
    { Body: { type: "object", required: ["a"], properties: { a: text, b: text } } },
    {
      Body: {
        type: "object",
        anyOf: [{ required: ["a", "b"] }, { required: ["b", "a"] }, { required: ["a"] }],
        properties: { a: text, b: text },
      },
    },
  ],
  [
    "null requires no field",
    { Body: { type: ["object", "null"], required: ["a"], properties: { a: text } } },
    { Body: { anyOf: [{ type: "object", required: ["a"], properties: { a: text } }, { type: "null" }] } },
  ],
  [
    "a flag of all alternatives",
    { Body: { ...text, deprecated: true } },
    { Body: { ...text, anyOf: [{ deprecated: true }, { allOf: [{ deprecated: true }] }] } },
  ],
  ["any other fields", { Body: { type: "object" } }, { Body: { type: "object", additionalProperties: {} } }],
  [
    "no other fields, by one of two branches",
    { Body: { type: "object", additionalProperties: false } },
    { Body: { type: "object", allOf: [{ additionalProperties: false }, {}] } },
  ],
  [
    "the values of a keyword in another order",
    { Body: { type: "string", anyOf: [{ minLength: 1 }, { minLength: 2 }] } },
    { Body: { type: "string", anyOf: [{ minLength: 2 }, { minLength: 1 }] } },
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
    "a flag of one alternative",
    { Body: { ...text, anyOf: [{ deprecated: true }, {}] } },
    { Body: { ...text, deprecated: true } },
    ["/deprecated: false; true"],
  ],
  [
    "a keyword with several values",
    { Body: { type: "string", anyOf: [{ minLength: 2 }, { minLength: 1 }] } },
    { Body: text },
    ["/minLength: 1 or 2; absent"],
  ],
  [
    "no other fields, by one of two branches",
    { Body: { type: "object", allOf: [{ additionalProperties: false }, {}] } },
    { Body: { type: "object" } },
    ["/additionalProperties: false; absent"],
  ],
  [
    "a text that looks like another value",
    { Body: { ...text, default: "true" } },
    { Body: { ...text, default: "trueness" } },
    ['/default: "true"; trueness'],
  ],
  ["an empty text", { Body: { ...text, default: "" } }, { Body: text }, ['/default: ""; absent']],
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
