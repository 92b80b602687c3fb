import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { load } from "js-yaml";

/** The parts of an operation that its description on a page needs. */
export interface Operation {
  operationId: string;
  summary: string;
  description: string;
  security: Record<string, string[]>[];
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { content: { "application/json": { examples: Record<string, { value: unknown }> } } };
  responses: Record<string, unknown>;
  "x-gitlab-role": string;
  "x-gitlab-since": string;
}

/** A parameter of an operation. */
export interface Parameter {
  name: string;
  in: string;
  example?: unknown;
}

/** The methods of a path that GitLab has. */
export const methods = ["get", "post", "patch", "delete"] as const;

/** A path: its operations, and the parameters that they share. */
export type PathItem = { [Method in (typeof methods)[number]]?: Operation } & Pick<Operation, "parameters">;

/** The OpenAPI document, as far as it is read here. */
export interface OpenApiDocument {
  info: { version: string; "x-gitlab-checked-against": string };
  paths: Record<string, PathItem>;
  components: { parameters: Record<string, Parameter> };
}

/** The text of `spec/openapi.yaml`, what it says, and its SHA-256. */
export interface Source {
  text: string;
  document: OpenApiDocument;
  sha256: string;
}

/** @throws {Error} When the file is no YAML, or no OpenAPI document. */
export function readSource(): Source {
  const text = readFileSync(new URL("../../spec/openapi.yaml", import.meta.url), "utf8");
  const document = load(text) as OpenApiDocument;
  if (typeof document?.paths !== "object") throw new Error("it has no paths, so it is no OpenAPI document");
  return { text, document, sha256: createHash("sha256").update(text).digest("hex") };
}
