import { posix } from "node:path";
import { expect, test } from "vitest";
import { loadDeviations } from "../check-upstream/deviations.ts";
import { listFacts } from "../check-upstream/facts.ts";
import { findOperations } from "../check-upstream/operations.ts";
import { loadDocument } from "../lib/openapi/document.ts";
import { root } from "./helpers.ts";

const document = await loadDocument(root, "spec/openapi.yaml");
const operations = [...findOperations(document).values()];
const facts = operations.flatMap((operation) =>
  [...listFacts(operation, document.resolve)].map(
    ([at, value]) => [`/${operation.node["operationId"]}${at}`, value] as const,
  ),
);

test("the comparison covers the eight operations", () => {
  expect(operations).toHaveLength(8);
});

// This needs no copy of GitLab's document: at least, no record contradicts our own document.
test.each(await loadDeviations(root, "spec/deviations.yaml"))(
  "spec/openapi.yaml has the recorded value at $at",
  ({ at, ours }) => {
    const matching = facts.filter(([place]) => posix.matchesGlob(place, at));
    if (ours === "absent") expect(matching).toEqual([]);
    else expect(matching.map(([, value]) => value)).toContain(ours);
  },
);
