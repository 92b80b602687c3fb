import { compareDocuments, type Side } from "../../check-upstream/compare-documents.ts";
import { findOurOperations, findTheirOperations } from "../../check-upstream/operations.ts";
import { type OpenApiDocument, parseDocument } from "../../lib/openapi/document.ts";

/** The parts of a document that a test is about. */
export interface Parts {
  /** The operation `read`, which is the only one. */
  readonly operation?: object;
  readonly components?: object;
}

/** The differences between two documents, each as `place: ours; theirs`. */
export function listDifferences(ours: Parts, theirs: Parts): string[] {
  const [our, their] = [createDocument(ours), createDocument(theirs)];
  const ourSide: Side = { document: our, operations: findOurOperations(our) };
  const theirSide: Side = { document: their, operations: findTheirOperations(their, ourSide.operations) };
  return compareDocuments(ourSide, theirSide)
    .filter((comparison) => comparison.ours !== comparison.theirs)
    .map(({ at, ...comparison }) => `${at}: ${comparison.ours}; ${comparison.theirs}`);
}

function createDocument({ operation, components = {} }: Parts): OpenApiDocument {
  const get = { operationId: "read", responses: {}, ...operation };
  const document = { openapi: "3.1.0", paths: { "/job_token_scope": { get } }, components };
  return parseDocument(JSON.stringify(document), "api.yaml");
}
