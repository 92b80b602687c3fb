import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isInShard, parseShard } from "../src/shard.js";

test.for([
  ["1/1", { index: 1, count: 1 }],
  ["2/4", { index: 2, count: 4 }],
  ["12/34", { index: 12, count: 34 }],
  ["9999/9999", { index: 9999, count: 9999 }],
] as const)("%s is a part", ([text, shard]) => {
  expect(parseShard(text)).toEqual(shard);
});

test.for([
  "",
  "x1/4",
  "1/4x",
  "0/4",
  "5/4",
  "1",
  "1/",
  "/4",
  "1/4/4",
  " 1/4",
  "1/4 ",
  "10000/10000",
  "-1/4",
  "1.5/4",
  "a/b",
])("%j is none", (text) => {
  expect(() => parseShard(text)).toThrow(
    `--shard ${text}: expected the number of the part and the number of parts, such as 2/4. In GitLab CI with parallel: --shard "$CI_NODE_INDEX/$CI_NODE_TOTAL"`,
  );
});

test("every project is in one part, and parts are of about the same size", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 20 }), (key, count) => {
      const parts = Array.from({ length: count }, (_, i) => isInShard({ index: i + 1, count }, key));
      expect(parts.filter(Boolean)).toHaveLength(1);
    }),
  );
  const keys = Array.from({ length: 2_000 }, (_, i) => `group/p-${i}`);
  const size = keys.filter((key) => isInShard({ index: 2, count: 4 }, key)).length;
  expect(size).toBeGreaterThan(430);
  expect(size).toBeLessThan(570);
});

// Parts of one run may be worked on by different versions.
test("the part of a project does not change", () => {
  const parts = ["1", "42", "group/app", "group/tool", "é"].map((key) =>
    [1, 2, 3, 4, 5].find((index) => isInShard({ index, count: 5 }, key)),
  );
  expect(parts).toMatchInlineSnapshot(`
    [
      5,
      4,
      2,
      2,
      4,
    ]
  `);
});
