import { createHash } from "node:crypto";
import type { Node } from "../lib/node.ts";
import { loadDocument, type OpenApiDocument } from "../lib/openapi/document.ts";

const file = "spec/openapi.yaml";

/** `spec/openapi.yaml` and the SHA-256 of its text. */
export interface Source {
  readonly document: OpenApiDocument;
  readonly sha256: string;
}

/**
 * Reads the document.
 *
 * @param root The repository's root.
 * @throws {Error} When the file is not an OpenAPI document. The message is one line, and begins with the file.
 */
export async function readSource(root: string): Promise<Source> {
  const document = await loadDocument(root, file);
  return { document, sha256: createHash("sha256").update(document.text).digest("hex") };
}

/**
 * The text at a key of the document.
 *
 * @param place What the node is, for the message.
 * @throws {Error} When there is none: the generated files need it.
 */
export function readString(node: Node, key: string, place: string): string {
  const value = node[key];
  if (typeof value === "string" && value.trim() !== "") return value.trim();
  throw new Error(
    `${file}: ${place}: \`${key}\` is missing or no text. Add it: the generated files contain it.`,
  );
}
