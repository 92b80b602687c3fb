import { isNode, type Node, toNode } from "../node.ts";
import { readText } from "../read-text.ts";
import { parseYaml } from "../yaml.ts";
import { type References, referencesOf } from "./references.ts";
import { upgradeSchemas } from "./upgrade.ts";

/** An OpenAPI document. Its schemas are those of OpenAPI 3.1, whatever version it was written in. */
export interface OpenApiDocument extends References {
  /** Where it was read from, for messages. */
  readonly source: string;
  /** The text it was read from. */
  readonly text: string;
  /** The document, with its `$ref`s. */
  readonly root: Node;
}

/**
 * Reads an OpenAPI 3 document.
 *
 * @param text YAML or JSON.
 * @param source The file, URL or git object of the text, for messages.
 * @throws {Error} When the text is not such a document. The message is one line, and begins with the source.
 */
export function parseDocument(text: string, source: string): OpenApiDocument {
  const root = parseYaml(text, source);
  const version = String(toNode(root)["openapi"]);
  if (!isNode(root) || !isNode(root["paths"]) || !/^3\.[012]\.\d/.test(version)) {
    throw new Error(`${source}: not an OpenAPI 3 document: expected \`openapi: 3.x.y\` and \`paths\``);
  }
  const document = version.startsWith("3.0.") ? toNode(upgradeSchemas(root)) : root;
  return { source, text, root: document, ...referencesOf(document, text, source) };
}

/**
 * Reads an OpenAPI 3 document from a file or over HTTP.
 *
 * @param cwd The directory that a relative path starts from.
 * @throws {Error} When there is no such document. The message is one line, and begins with the source.
 */
export async function loadDocument(cwd: string, source: string): Promise<OpenApiDocument> {
  return parseDocument(await readText(cwd, source), source);
}
