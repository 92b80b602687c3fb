import { readFileSync } from "node:fs";
import { isDesiredStateError, parseDesiredState } from "@gitlab-job-token-scope/desired-state";
import { Ajv } from "ajv";
import * as fc from "fast-check";
import { expect, test } from "vitest";

const schema = JSON.parse(readFileSync(new URL("../../desired-state.schema.json", import.meta.url), "utf8"));
const validate = new Ajv({ allErrors: true }).compile(schema);

/** A value that is right most of the time. */
const usually = <Value>(right: fc.Arbitrary<Value>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 12, arbitrary: right },
    {
      weight: 1,
      arbitrary: fc.constantFrom<unknown>(null, "", "no", 0, 1.5, -1, true, [], {}, "a b", "a//b", "%2F"),
    },
  );
const reference = fc.constantFrom<string | number>(
  42,
  "42",
  "a/b",
  "a/b.c/d-e",
  "partner",
  "gid://gitlab/Project/42",
  "gid://gitlab/Group/7",
  "https://a/b",
);
const settings = {
  inboundEnabled: usually(fc.boolean()),
  prune: usually(fc.boolean()),
  purne: fc.constant(true),
};
const some = (model: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> =>
  fc.record(model, { requiredKeys: [] }).map((value: Record<string, unknown>) => {
    // A typo is rare.
    if (value["prune"] !== true) delete value["purne"];
    return value;
  });
const lists = some({
  projects: usually(fc.array(usually(reference))),
  groups: usually(fc.array(usually(reference))),
});
const file = fc.record(
  {
    version: usually(fc.constant(1)),
    defaults: usually(some(settings)),
    projects: usually(
      fc.dictionary(
        fc.constantFrom("a/b", "c/d", "12", "app", ""),
        usually(some({ ...settings, allow: usually(lists) })),
      ),
    ),
  },
  { requiredKeys: ["version", "projects"] },
);

test("the published JSON Schema accepts what the parser accepts, and nothing else", () => {
  const counts = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(file, (value) => {
      let isAccepted = true;
      try {
        parseDesiredState(JSON.stringify(value));
      } catch (error) {
        if (!isDesiredStateError(error)) throw error;
        isAccepted = false;
      }
      counts[isAccepted ? "accepted" : "refused"]++;
      expect(validate(value), JSON.stringify([value, validate.errors])).toBe(isAccepted);
    }),
    { numRuns: 2_000 },
  );
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(100);
});
