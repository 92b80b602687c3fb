import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { getHttpOperationsFromSpec } from "@stoplight/prism-http";

/** The operations of an OpenAPI document, in Prism's format. */
export type Operations = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>;

const cache = new Map<string, Promise<Operations>>();

/** Loads the operations of one of the package's documents, once per process. */
export function loadOperations(document: "openapi" | "control"): Promise<Operations> {
  const operations = cache.get(document) ?? read(document);
  cache.set(document, operations);
  return operations;
}

/** The build script stores the operations as JSON, so that Prism need not parse the document at startup. */
async function read(document: string): Promise<Operations> {
  const file = join(import.meta.dirname, "..", `${document}.operations.json`);
  // Stryker disable next-line StringLiteral: the text of a buffer is the same.
  return JSON.parse(await readFile(file, "utf8"));
}
