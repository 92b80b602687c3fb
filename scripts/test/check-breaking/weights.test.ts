// @module-tag slow
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { compareDocuments, type TypedDocument } from "../../check-breaking/compare.ts";
import { formatReport } from "../../check-breaking/report.ts";
import { renderTypes } from "../../generate/types.ts";
import { dereference } from "../../lib/openapi/dereference.ts";
import { type OpenApiDocument, parseDocument } from "../../lib/openapi/document.ts";
import { root } from "../helpers.ts";
import { plantedChanges } from "./changes.ts";
import { compile } from "./compile.ts";
import { renderConsumer } from "./consumer.ts";
import type { Edit } from "./edit.ts";

const file = "spec/openapi.yaml";

interface Version extends TypedDocument {
  readonly source: OpenApiDocument;
}

async function read(text: string): Promise<Version> {
  const source = parseDocument(text, file);
  const types = await renderTypes({ document: source, sha256: "" });
  return { source, document: dereference(source), types };
}

/** The document after a change. JSON unshares the nodes that YAML's anchors share. */
async function edit(original: Version, change: Edit): Promise<Version> {
  const copy = JSON.parse(JSON.stringify(original.source.root));
  change(copy);
  return read(JSON.stringify(copy));
}

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
  const spec = await read(readFileSync(join(root, file), "utf8"));
  const changed = plantedChanges.map(async ({ title, base, change }) => {
    const before = base === undefined ? spec : await edit(spec, base);
    const after = await edit(before, change);
    const lines = formatReport(compareDocuments(before, after), "none", "1.0.0").split("\n").slice(0, -1);
    const report = lines.map((line) => line.trim().replace(/ {2,}/, " "));
    const consumer = renderConsumer(before.source);
    const [old, current] = [before, after].map(({ types }) => ({ consumer, types: withoutComments(types) }));
    return { title, report, compilations: [old, current] };
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
}, 600_000);

function rowOf(title: string): Row {
  const row = rows.get(title);
  if (row === undefined) throw new Error(`no row ${title}`);
  return row;
}

describe.each(plantedChanges)("$title", ({ title, reported }) => {
  test("is reported with its place and a remedy, and nothing else is", () => {
    const { report } = rowOf(title);
    const advice = /, or add a major changeset\)$/;
    for (const line of report.filter((line) => line.startsWith("breaking"))) expect(line).toMatch(advice);
    expect(report.map((line) => line.replace(advice, ")"))).toEqual(reported);
  });

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
