// @module-tag slow
import { beforeAll, describe, expect, test } from "vitest";
import { plantedChanges } from "./changes.ts";
import { compile } from "./compile.ts";
import { renderConsumer } from "./consumer.ts";
import { readVersions, reportOf } from "./versions.ts";

/** A change that was made, what the check reports about it, and what a program does that was written before it. */
interface Row {
  readonly title: string;
  readonly report: readonly string[];
  /** The program's errors, with the types before the change. */
  readonly errorsBefore: readonly string[];
  /** Its errors with the types after it. */
  readonly errorsAfter: readonly string[];
}

async function createRows(): Promise<Row[]> {
  const changed = plantedChanges.map(async (planted) => {
    const versions = await readVersions(planted);
    const consumer = renderConsumer(versions.before.source);
    const [old, current] = [versions.before, versions.after].map(({ types }) => ({
      consumer,
      types: withoutComments(types),
    }));
    return { title: planted.title, report: reportOf(versions), compilations: [old, current] };
  });
  const rows = await Promise.all(changed);
  // A change of comments needs no compilation of its own.
  const all = rows.flatMap(({ compilations }) => compilations);
  const unique = new Map(all.map((compilation) => [JSON.stringify(compilation), compilation]));
  const errors = compile([...unique.values()].filter((compilation) => compilation !== undefined));
  const found = new Map([...unique.keys()].map((key, index) => [key, errors[index] ?? []]));
  return rows.map(({ title, report, compilations }) => {
    const [errorsBefore = [], errorsAfter = []] = compilations.map((one) => found.get(JSON.stringify(one)));
    return { title, report, errorsBefore, errorsAfter };
  });
}

function withoutComments(types: string): string {
  return types.replaceAll(/\/\*\*.*?\*\//gs, "");
}

const rows = new Map<string, Row>();
beforeAll(async () => {
  for (const row of await createRows()) rows.set(row.title, row);
});

function rowOf(title: string): Row {
  const row = rows.get(title);
  if (row === undefined) throw new Error(`no row ${title}`);
  return row;
}

describe.each(plantedChanges)("$title", ({ title }) => {
  test("breaks the compilation of a program exactly if the report says so", () => {
    const { report, errorsBefore, errorsAfter } = rowOf(title);
    expect(errorsBefore).toEqual([]);
    const isBroken = report.some((line) => line.includes("(breaks compilation:"));
    expect(errorsAfter.length > 0, errorsAfter[0]).toBe(isBroken);
  });
});

test("the table of all changes", () => {
  const lines = [...rows.values()].map(({ title, report, errorsAfter }) => {
    const impact = ["breaking", "addition", "docs"].find((name) =>
      report.some((line) => line.startsWith(name)),
    );
    const compiles = errorsAfter.length === 0 ? "compiles" : "does not compile";
    return `${(impact ?? "no change").padEnd(9)}  ${compiles.padEnd(16)}  ${title}`;
  });
  console.log(lines.join("\n"));
  expect(lines.length).toBeGreaterThanOrEqual(80);
});
