import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";

/** The parts of an operation that its section of the README shows. */
export interface Operation {
  operationId: string;
  summary: string;
  description: string;
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { content: { "application/json": { examples: Record<string, { value: unknown }> } } };
  responses: Record<string, unknown>;
  "x-gitlab-role": string;
  "x-gitlab-scopes": string[];
  "x-gitlab-since": string;
  /** Set if the version in `x-gitlab-since` may be wrong. */
  "x-gitlab-unconfirmed"?: string;
}

/** A parameter of an operation. */
export interface Parameter {
  name: string;
  in: string;
  example?: unknown;
}

/** The HTTP methods that the document uses. */
export const methods = ["get", "post", "patch", "delete"] as const;

/** The operations of a path, and the parameters that they share. */
export type PathItem = { [Method in (typeof methods)[number]]?: Operation } & Pick<Operation, "parameters">;

/** The parts of the OpenAPI document that the generator reads. */
export interface OpenApiDocument {
  info: { version: string; "x-gitlab-checked-against": string };
  paths: Record<string, PathItem>;
  components: { parameters: Record<string, Parameter> };
}

/** `spec/openapi.yaml`: its text, its parsed content and its SHA-256. */
export interface Source {
  text: string;
  document: OpenApiDocument;
  sha256: string;
}

/**
 * Reads the document.
 *
 * @param root The repository's root.
 * @throws {Error} When the file is not YAML, or not an OpenAPI document.
 */
export function readSource(root: string): Source {
  const text = readFileSync(join(root, "spec/openapi.yaml"), "utf8");
  const document = load(text) as OpenApiDocument;
  if (typeof document?.paths !== "object") throw new Error("not an OpenAPI document: it has no `paths`");
  return { text, document, sha256: createHash("sha256").update(text).digest("hex") };
}
