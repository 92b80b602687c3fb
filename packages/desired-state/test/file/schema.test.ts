import { readFileSync } from "node:fs";
import { isDesiredStateError, parseDesiredState } from "@gitlab-job-token-scope/desired-state";
import { Ajv } from "ajv";
import * as fc from "fast-check";
import { expect, test } from "vitest";

const schema = JSON.parse(readFileSync(new URL("../../desired-state.schema.json", import.meta.url), "utf8"));
const validate = new Ajv({ allErrors: true }).compile(schema);

/** References, each of which is right in one place or in more. */
const references = {
  project: [42, "42", "a/b", "a/b.c/d-e", "gid://gitlab/Project/42"],
  group: [42, "42", "a/b", "partner", "gid://gitlab/Group/7"],
};
const wrong = [null, "", "no", 0, 1.5, -1, true, [], {}, "a b", "a//b", "%2F", "https://a/b"];
const anything = fc.constantFrom<unknown>(...wrong, ...references.project, ...references.group);
/** A value that is right most of the time. */
const usually = (right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 20, arbitrary: right }, { weight: 1, arbitrary: anything });
const list = (values: readonly unknown[]) =>
  usually(fc.array(usually(fc.constantFrom(...values)), { maxLength: 3 }));
const settings = {
  inboundEnabled: usually(fc.boolean()),
  prune: usually(fc.boolean()),
  purne: fc.constant(true),
};
const some = (model: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> =>
  fc.record(model, { requiredKeys: [] }).map((value: Record<string, unknown>) => {
    // A typo is rare.
    if (value["prune"] !== true || value["inboundEnabled"] !== true) delete value["purne"];
    return value;
  });
const lists = some({
  projects: list(references.project),
  groups: list(references.group),
});
/** A schema cannot tell that two keys are the same project, as `42` and `gid://gitlab/Project/42` are, so these never are. */
const key = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom("a/b", "c/d", "12", "gid://gitlab/Project/42") },
  { weight: 1, arbitrary: fc.constantFrom("", "app", "a b", "a//b", "0", "gid://gitlab/Group/7") },
);
const file = fc.record(
  {
    version: usually(fc.constant(1)),
    defaults: usually(some(settings)),
    projects: usually(fc.dictionary(key, usually(some({ ...settings, allow: usually(lists) })))),
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
  // Both are far more frequent, whatever the seed.
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(100);
});
