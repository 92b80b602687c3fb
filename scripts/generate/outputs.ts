import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readSource } from "./document.ts";
import { renderDocumentInfo } from "./document-info.ts";
import { renderOperationsPage } from "./operations-page.ts";
import { renderTypes } from "./types.ts";
import { renderVersion } from "./version.ts";

/** A generated file. */
export interface Output {
  /** Its path, relative to the repository's root. */
  readonly file: string;
  readonly content: string;
}

const client = "packages/openapi-client";

/**
 * Renders every file that is generated from `spec/openapi.yaml`, and the client's version. The same document always gives the same
 * content.
 *
 * @param root The repository's root.
 * @throws {Error} When the document cannot be read. Nothing has been written then.
 */
export async function renderOutputs(root: string): Promise<Output[]> {
  const source = await readSource(root);
  const page = `${client}/README.md`;
  return [
    { file: `${client}/src/generated/openapi.ts`, content: await renderTypes(source) },
    { file: `${client}/src/generated/document.ts`, content: renderDocumentInfo(source) },
    { file: `${client}/src/generated/version.ts`, content: renderVersion(join(root, client)) },
    { file: page, content: renderOperationsPage(readFileSync(join(root, page), "utf8"), source) },
  ];
}
