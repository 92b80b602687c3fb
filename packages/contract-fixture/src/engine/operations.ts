import { readFile } from "node:fs/promises";
import type { getHttpOperationsFromSpec } from "@stoplight/prism-http";

/** An OpenAPI document's operations, in Prism's terms. */
export type Operations = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>;

const loaded = new Map<string, Promise<Operations>>();

/** The operations of one of the package's documents, read once for all fixtures of a process. */
export function loadOperations(document: "openapi" | "control"): Promise<Operations> {
  const loading = loaded.get(document) ?? read(document);
  loaded.set(document, loading);
  return loading;
}

/** The build had Prism read the document, and wrote down what it found. */
async function read(document: string): Promise<Operations> {
  return JSON.parse(await readFile(new URL(`../${document}.operations.json`, import.meta.url), "utf8"));
}
