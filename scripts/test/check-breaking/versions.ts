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
const specs = new Map<boolean, Promise<Version>>();

/** A version of the document, with its types. */
export interface Version extends TypedDocument {
  readonly source: OpenApiDocument;
}

/** The versions before and after a change. */
export interface Versions {
  readonly before: Version;
  readonly after: Version;
}

async function read(text: string, withTypes: boolean): Promise<Version> {
  const source = parseDocument(text, file);
  const types = withTypes ? await renderTypes({ document: source, sha256: "" }) : "";
  return { source, document: dereference(source), types };
}

/** The document after a change. JSON unshares the nodes that YAML's anchors share. */
function edit(original: Version, change: Edit): Promise<Version> {
  const copy = JSON.parse(JSON.stringify(original.source.root));
  change(copy);
  return read(JSON.stringify(copy), original.types !== "");
}

/** Reads the versions before and after a change, without types if only the documents are compared. */
export async function readVersions(
  { base, change }: PlantedChange,
  { withTypes = true } = {},
): Promise<Versions> {
  const spec = specs.get(withTypes) ?? read(readFileSync(join(root, file), "utf8"), withTypes);
  specs.set(withTypes, spec);
  const before = base === undefined ? await spec : await edit(await spec, base);
  return { before, after: await edit(before, change) };
}

/** What the check says about a change, a line for each place. */
export function reportOf({ before, after }: Versions): string[] {
  const lines = formatReport(compareDocuments(before, after), "none", "1.0.0").split("\n").slice(0, -1);
  return lines.map((line) => line.trim().replace(/ {2,}/, " "));
}
