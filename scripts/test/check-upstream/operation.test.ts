import { expect, test } from "vitest";
import { listDifferences } from "./list-differences.ts";

const text = { type: "string" };

test.each<[string, object, object, string[]]>([
  ["no style in a query", { in: "query" }, { in: "query", style: "form", explode: true }, []],
  ["no style of a cookie", { in: "cookie" }, { in: "cookie", style: "form", explode: true }, []],
  ["no style of a header", { in: "header" }, { in: "header", style: "simple", explode: false }, []],
  ["no flags", { in: "query" }, { in: "query", allowEmptyValue: false, allowReserved: false }, []],
  [
    "an empty value",
    { in: "query" },
    { in: "query", allowEmptyValue: true },
    ["allowEmptyValue: false; true"],
  ],
  [
    "reserved characters",
    { in: "query" },
    { in: "query", allowReserved: true },
    ["allowReserved: false; true"],
  ],
  [
    "a deprecated schema",
    { in: "query", deprecated: true },
    { in: "query", schema: { deprecated: true, ...text } },
    [],
  ],
  ["a deprecated parameter", { in: "query" }, { in: "query", deprecated: true }, ["deprecated: false; true"]],
])("a parameter with %s", (_, ours, theirs, expected) => {
  const withParameter = (parameter: object) => ({
    operation: { parameters: [{ name: "search", schema: text, ...parameter }] },
  });
  const differences = listDifferences(withParameter(ours), withParameter(theirs));
  expect(differences.map((line) => line.replace(/^\/read\/parameters\/\w+\/search\//, ""))).toEqual(expected);
});

test("the encoding of a form is compared", () => {
  const withBody = (type: string, media: object) => ({
    operation: { requestBody: { content: { [type]: { schema: text, ...media } } } },
  });
  const ours = withBody("multipart/form-data;  charset=utf-8", { encoding: { a: { style: "form" } } });
  expect(listDifferences(ours, withBody("multipart/form-data;charset=UTF-8", {}))).toEqual([
    '/read/body/multipart/form-data;charset=utf-8/encoding: {"a":{"style":"form"}}; absent',
  ]);
});

const securitySchemes = {
  a: { type: "apiKey", in: "query", name: "Token" },
  b: { type: "http", scheme: "Bearer" },
};

test("the order of the schemes of an alternative means nothing", () => {
  const withSecurity = (...security: object[]) => ({
    operation: { security },
    components: { securitySchemes },
  });
  const ours = withSecurity({ a: [], b: [] }, {});
  expect(listDifferences(ours, withSecurity({ b: [], a: [] }, {}))).toEqual([]);
  expect(listDifferences(ours, withSecurity({ b: [] }))).toEqual([
    "/read/security/bearer and query Token: present; absent",
    "/read/security/none: present; absent",
    "/read/security/bearer: absent; present",
  ]);
});

test("the name of a query parameter has a case", () => {
  const named = (name: string) => ({
    components: { securitySchemes: { a: { ...securitySchemes.a, name } } },
  });
  expect(listDifferences(named("Token"), named("token"))).toEqual([
    "/securitySchemes/query Token: present; absent",
    "/securitySchemes/query token: absent; present",
  ]);
});

test("a security scheme that does not exist is refused", () => {
  const parts = { operation: { security: [{ missing: [] }] }, components: { securitySchemes } };
  expect(() => listDifferences({}, parts)).toThrow(
    "api.yaml: the security scheme missing does not exist. Add it to components.securitySchemes.",
  );
});
