import type { OpenApiDocument } from "../lib/openapi/document.ts";
import { listOperations, type Operation } from "../lib/openapi/operations.ts";

/** The job token scope operations, by method and path. The lookups of projects and groups are not included. */
export function findOperations(document: OpenApiDocument): Map<string, Operation> {
  const operations = listOperations(document).filter(({ path }) => path.includes("/job_token_scope"));
  return new Map(operations.map((operation) => [`${operation.method} ${operation.path}`, operation]));
}
