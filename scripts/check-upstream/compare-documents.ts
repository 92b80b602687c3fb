import { toNode } from "../lib/node.ts";
import type { OpenApiDocument } from "../lib/openapi/document.ts";
import { type Comparison, compareElements } from "./compare.ts";
import { documentElement } from "./document-element.ts";
import type { NamedOperation } from "./operations.ts";
import { listDeclaredScopes, listRequiredScopes, listSchemes } from "./security-element.ts";

/** A document and its operations that are compared. */
export interface Side {
  readonly document: OpenApiDocument;
  readonly operations: readonly NamedOperation[];
}

/** Compares our document with GitLab's. */
export function compareDocuments(ours: Side, theirs: Side): Comparison[] {
  const ourSchemes = listSchemes(ours.document);
  // GitLab has many scopes that these operations do not need. It may also describe no scopes at all.
  const scopes = new Set(ours.operations.flatMap(({ operation }) => [...listRequiredScopes(operation)]));
  const declared = listDeclaredScopes(theirs.document);
  const theirScopes = [...scopes].filter((scope) => declared.size === 0 || declared.has(scope));
  return [
    ...compareElements(
      documentElement(ours.document, ours.operations, {
        gitlabVersion: toNode(ours.document.root["info"])["x-gitlab-checked-against"],
        scopes,
        ourSchemes,
      }),
      documentElement(theirs.document, theirs.operations, {
        gitlabVersion: toNode(theirs.document.root["info"])["version"],
        scopes: theirScopes,
        ourSchemes,
      }),
    ),
  ];
}
