import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadDeviations } from "../check-upstream/deviations.ts";
import { describe } from "../check-upstream/facts.ts";
import { loadDocument } from "../check-upstream/load.ts";
import { findOperations } from "../check-upstream/operations.ts";

const document = await loadDocument(fileURLToPath(new URL("../../spec/openapi.yaml", import.meta.url)));
const operations = [...findOperations(document).values()];
const facts = operations.flatMap((operation) =>
  [...describe(operation, document.resolve)].map(([at, says]) => [`/${operation.name}${at}`, says] as const),
);

test("the comparison covers the eight operations", () => {
  expect(operations).toHaveLength(8);
});

// Needs no document of GitLab's: where there is none, a record cannot at least contradict our own.
test.each(await loadDeviations(fileURLToPath(new URL("../../spec/deviations.yaml", import.meta.url))))(
  "spec/openapi.yaml says what is recorded as true: $at",
  ({ at, truth }) => {
    const matching = facts.filter(([place]) => posix.matchesGlob(place, at));
    if (truth === "absent") expect(matching).toEqual([]);
    else expect(matching.map(([, says]) => says)).toContain(truth);
  },
);
