import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mergeReports } from "../../src/report/merge-reports.js";
import { readReport } from "../../src/report/read-report.js";
import { makeFolder } from "../helpers.js";

const begin = (more: object = {}) => ({ version: 1, begin: { command: "audit", gitlab: "x", ...more } });
const record = (reference: number | string, more: object = {}) => ({
  version: 1,
  command: "audit",
  gitlab: "x",
  project: { reference },
  ...more,
});
const end = { version: 1, end: { projects: 1 } };

async function read(lines: readonly object[], rest = "") {
  const file = join(await makeFolder(), "r.ndjson");
  await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join("") + rest);
  return readReport(file);
}

test("the last line of each project counts, in the order of their first ones", async () => {
  const lines = [begin(), record("a/b", { n: 1 }), record(7), record("A/B", { n: 2 }), end];
  const { records, isComplete, isTorn } = await read(lines);
  expect(records).toEqual([record("A/B", { n: 2 }), record(7)]);
  expect({ isComplete, isTorn }).toEqual({ isComplete: true, isTorn: false });
});

test("whether a run came to its end is said by the last line, if the report has a beginning", async () => {
  expect(await read([begin(), record(7)])).toMatchObject({ isComplete: false });
  expect(await read([begin()])).toMatchObject({ isComplete: false, records: [] });
  // Resumed, and interrupted again.
  expect(await read([begin(), end, record(7)])).toMatchObject({ isComplete: false });
  expect((await read([record(7)])).isComplete).toBeUndefined();
  expect((await read([record(7), end])).isComplete).toBeUndefined();
});

test("what is behind the last whole line is torn", async () => {
  const report = await read([begin({ gitlab: "ü" }), record("a/b", { gitlab: "ü" })], '{"version":1');
  expect(report.isTorn).toBe(true);
  const texts = [begin({ gitlab: "ü" }), record("a/b", { gitlab: "ü" })].map((line) => JSON.stringify(line));
  expect(report.intactBytes).toBe(Buffer.byteLength(`${texts.join("\n")}\n`));
});

test.for([
  [{ command: "plan" }, "a line of plan with x, in a report of audit with x"],
  [{ gitlab: "y" }, "a line of audit with y, in a report of audit with x"],
] as const)("a line with %j is refused: it belongs to another run", async ([more, message]) => {
  await expect(read([begin(), record(1), record("a/b", more), end])).rejects.toThrow(
    `r.ndjson: a/b: ${message}`,
  );
  await expect(read([record(1), record("a/b", more)])).rejects.toThrow(message);
});

test("a merged run has each project once, by its ID where it is known", async () => {
  const one = await read([begin(), record("a/b", { project: { reference: "a/b", id: 7 } }), end]);
  const other = await read([begin(), record(7, { project: { reference: 7, id: 7, path: "a/b" } }), end]);
  expect(() => mergeReports([one, other])).toThrow(
    `a/b is in two reports: ${one.file} and ${other.file}. Merge each part once.`,
  );
  const [failed, again] = [
    await read([begin(), record("a/c"), end]),
    await read([begin(), record("A/C"), end]),
  ];
  expect(() => mergeReports([failed, again])).toThrow("A/C is in two reports");
  const moved = await read([begin(), record("a/b", { project: { reference: "a/b", id: 8 } }), end]);
  expect(mergeReports([one, moved]).records).toHaveLength(2);
});

test("parts of another number of parts, or none at all, are refused", async () => {
  const part = (index: number, count: number) =>
    read([begin({ shard: { index, count } }), record(index), end]);
  const [one, two, half] = [await part(1, 2), await part(2, 2), await part(2, 3)];
  expect(() => mergeReports([one, half])).toThrow("are of runs with another number of parts.");
  expect(() => mergeReports([one, two, one])).toThrow("Part 1/2 is given twice: ");
  expect(() => mergeReports([])).toThrow("Name the reports to merge.");
  const whole = await read([begin(), record(3), end]);
  expect(() => mergeReports([whole, one])).toThrow("another number of parts");
  expect(mergeReports([two, one]).records.map(({ project }) => project.reference)).toEqual([1, 2]);
});

test("projects are in the order of their paths", async () => {
  const named = (reference: number, path?: string) =>
    record(reference, { project: { reference, id: reference, ...(path !== undefined && { path }) } });
  const report = await read([begin(), named(4, "b/c"), named(3, "B/a"), named(2, "a/z"), named(1), end]);
  expect(mergeReports([report]).records.map(({ project }) => project.reference)).toEqual([1, 2, 3, 4]);
});
