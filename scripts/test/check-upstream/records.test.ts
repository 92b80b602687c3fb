import { expect, test } from "vitest";
import { compareDocuments } from "../../check-upstream/compare-documents.ts";
import { loadDeviations } from "../../check-upstream/deviations.ts";
import { findOurOperations } from "../../check-upstream/operations.ts";
import { loadDocument } from "../../lib/openapi/document.ts";
import { root } from "../helpers.ts";

const document = await loadDocument(root, "spec/openapi.yaml");
const operations = findOurOperations(document);
const side = { document, operations };
const facts = new Map(compareDocuments(side, side).map(({ at, ours }) => [at, ours]));
const deviations = await loadDeviations(root, "spec/deviations.yaml");

test("the comparison covers the eight operations", () => {
  expect(operations).toHaveLength(8);
});

// This needs no copy of GitLab's document: at least, no record contradicts our own document.
test("spec/openapi.yaml has the recorded value at every recorded place", () => {
  const recorded = [...deviations].map(([at, { ours }]) => `${at}: ${ours}`);
  expect([...deviations.keys()].map((at) => `${at}: ${facts.get(at) ?? "absent"}`)).toEqual(recorded);
});

test("every record is about an operation or a security scheme of spec/openapi.yaml", () => {
  const names = new Set(["securitySchemes", ...operations.map(({ name }) => name)]);
  expect([...deviations.keys()].filter((at) => !names.has(at.split("/")[1] ?? ""))).toEqual([]);
});
