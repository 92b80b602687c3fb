import { readFile } from "node:fs/promises";
import SwaggerParser from "@apidevtools/swagger-parser";
import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { isCollection, parseDocument, visit } from "yaml";
import { file } from "./file.ts";

test("@seriousme/openapi-schema-validator accepts the document", async () => {
  const { valid, errors } = await new Validator().validate(await readFile(file, "utf8"));
  expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
});

test("@apidevtools/swagger-parser accepts the document", async () => {
  const { info } = await SwaggerParser.validate(file);
  expect(info.title).toBe("GitLab CI/CD job token scope API");
});

/** Texts in braces or brackets that contain a colon and no quotes. Python's ruamel.yaml rejects them. */
function findColons(text: string): unknown[] {
  const found: unknown[] = [];
  visit(parseDocument(text), {
    Scalar(_key, { type, value }, ancestors) {
      const isInline = ancestors.some((node) => isCollection(node) && node.flow === true);
      if (isInline && type === "PLAIN" && String(value).includes(":")) found.push(value);
    },
  });
  return found;
}

test("YAML parsers of other languages can read the document", async () => {
  expect(findColons("{ url: https://gitlab.com, \"quoted\": 'https://gitlab.com' }")).toEqual([
    "https://gitlab.com",
  ]);
  expect(findColons(await readFile(file, "utf8"))).toEqual([]);
});
