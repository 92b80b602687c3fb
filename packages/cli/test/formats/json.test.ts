import { expect, test } from "vitest";
import { formatJson, formatNdjson } from "../../src/formats/json.js";
import { summarize } from "../../src/summary.js";
import { recordsOf } from "./records.js";

test("a document has the numbers and all records", async () => {
  const records = await recordsOf("plan");
  const summary = summarize(records);
  expect(JSON.parse(formatJson(records, summary))).toEqual({
    version: 1,
    summary: JSON.parse(JSON.stringify(summary)),
    records: JSON.parse(JSON.stringify(records)),
  });
  expect(formatJson(records, summary)).toMatch(/^\{\n {2}"version": 1,.*\}\n$/s);
});

test("lines of JSON have a record each", async () => {
  const records = await recordsOf("audit");
  const lines = formatNdjson(records).split("\n");
  expect(lines.at(-1)).toBe("");
  expect(lines.slice(0, -1).map((line) => JSON.parse(line))).toEqual(JSON.parse(JSON.stringify(records)));
  expect(formatNdjson([])).toBe("");
});
