import { readFileSync } from "node:fs";
import { readSource } from "./document.ts";
import { renderOperationsPage } from "./operations-page.ts";
import { renderProvenance } from "./provenance.ts";
import { renderTypes } from "./types.ts";

/** A generated file. */
export interface Output {
  /** Its path from the repository's root. */
  readonly file: string;
  readonly content: string;
}

const client = "packages/openapi-client";

/**
 * Everything that is made from `spec/openapi.yaml`. The same document always gives the same content.
 *
 * @throws {Error} When the document cannot be read; nothing is half made.
 */
export async function renderOutputs(): Promise<Output[]> {
  const source = readSource();
  const page = `${client}/README.md`;
  return [
    { file: `${client}/src/generated/openapi.ts`, content: await renderTypes(source) },
    { file: `${client}/src/generated/document.ts`, content: renderProvenance(source) },
    { file: page, content: renderOperationsPage(readFileSync(page, "utf8"), source) },
  ];
}
