import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compareDocuments, type TypedDocument } from "../../check-breaking/compare.ts";
import { formatReport } from "../../check-breaking/report.ts";
import { renderTypes } from "../../generate/types.ts";
import { dereference } from "../../lib/openapi/dereference.ts";
import { type OpenApiDocument, parseDocument } from "../../lib/openapi/document.ts";
import { root } from "../helpers.ts";
import type { PlantedChange } from "./changes.ts";
import type { Edit } from "./edit.ts";

const file = "spec/openapi.yaml";
let spec: Promise<Version> | undefined;

/** A version of the document, with its types. */
export interface Version extends TypedDocument {
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

/** The versions before and after a change. */
export async function readVersions({
  base,
  change,
}: PlantedChange): Promise<{ before: Version; after: Version }> {
  spec ??= read(readFileSync(join(root, file), "utf8"));
  const before = base === undefined ? await spec : await edit(await spec, base);
  return { before, after: await edit(before, change) };
}

/** What the check says about a change, a line for each place. */
export function reportOf({ before, after }: { readonly before: Version; readonly after: Version }): string[] {
  const lines = formatReport(compareDocuments(before, after), "none", "1.0.0").split("\n").slice(0, -1);
  return lines.map((line) => line.trim().replace(/ {2,}/, " "));
}
