import { toNode } from "../lib/node.ts";
import type { OpenApiDocument } from "../lib/openapi/document.ts";
import type { Operation } from "../lib/openapi/operations.ts";
import { bodyParts } from "./content-element.ts";
import { type Element, partsOf } from "./element.ts";
import type { NamedOperation } from "./operations.ts";
import { parameterElement } from "./parameter-element.ts";
import { listRequiredScopes, securityFacts, securityParts } from "./security-element.ts";

/**
 * Describes the job token scope operations of a document, and its security schemes, as plain facts. These do not depend on
 * order, prose, examples, component names or references.
 */
export function documentElement(
  document: OpenApiDocument,
  operations: readonly NamedOperation[],
  context: {
    /** The version of GitLab that the document states. */
    readonly gitlabVersion: unknown;
    /** The token scopes that exist, of those that our document requires. */
    readonly scopes: Iterable<string>;
    /** The security schemes of our document. */
    readonly ourSchemes: ReadonlySet<string>;
  },
): Element {
  const { gitlabVersion, scopes, ourSchemes } = context;
  return {
    origin: document.root,
    facts: gitlabVersion === undefined ? {} : { gitlabVersion: String(gitlabVersion) },
    parts: partsOf(
      securityParts(document),
      [...scopes].map(
        (scope) => [`scopes/${scope}`, () => ({ origin: scope, facts: {}, parts: new Map() })] as const,
      ),
      operations.map(
        (operation) => [operation.name, () => operationElement(operation, document, ourSchemes)] as const,
      ),
    ),
  };
}

function operationElement(
  { operation, parameterNames }: NamedOperation,
  document: OpenApiDocument,
  ourSchemes: ReadonlySet<string>,
): Element {
  const { node, path, parameters } = operation;
  const body = document.resolve(node["requestBody"]);
  return {
    origin: node,
    facts: {
      path,
      deprecated: String(node["deprecated"] ?? false),
      scopes: [...listRequiredScopes(operation)].sort().join(", ") || "none",
      ...securityFacts(operation, document, ourSchemes),
    },
    parts: partsOf(
      parameters.map((parameter) => {
        const { in: location, name } = parameter;
        const shown = location === "path" ? (parameterNames.get(String(name)) ?? name) : name;
        return [`parameters/${location}/${shown}`, () => parameterElement(parameter, document)] as const;
      }),
      bodyParts(body, document, { required: String(body["required"] ?? false) }),
      responseParts(operation, document),
    ),
  };
}

function responseParts({ node }: Operation, document: OpenApiDocument): [string, () => Element][] {
  return Object.entries(toNode(node["responses"])).map(([status, reference]) => [
    `responses/${status}`,
    () => {
      const response = document.resolve(reference);
      const headers = Object.entries(toNode(response["headers"])).map(
        ([name, header]) =>
          [
            `headers/${name.toLowerCase()}`,
            () => parameterElement(document.resolve(header), document),
          ] as const,
      );
      return { origin: reference, facts: {}, parts: partsOf(headers, bodyParts(response, document)) };
    },
  ]);
}
