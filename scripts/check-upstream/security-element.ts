import { type Node, toList, toNode } from "../lib/node.ts";
import type { OpenApiDocument } from "../lib/openapi/document.ts";
import type { Operation } from "../lib/openapi/operations.ts";
import type { Element } from "./element.ts";

/** The security schemes of a document, by what they are: `bearer`, `header private-token`. Their names do not matter. */
export function listSchemes(document: OpenApiDocument): Set<string> {
  return new Set(
    Object.values(schemesOf(document)).map((scheme) => describeScheme(document.resolve(scheme))),
  );
}

/** The token scopes of which an operation requires one: those of its security and, in our document, of `x-gitlab-scopes`. */
export function listRequiredScopes({ node, security }: Operation): Set<string> {
  const scopes = security.flatMap((requirement) => Object.values(requirement).flatMap(toList));
  return new Set([...scopes, ...toList(node["x-gitlab-scopes"])].map(String));
}

/** The scopes that the OAuth flows of a document declare. */
export function listDeclaredScopes(document: OpenApiDocument): Set<string> {
  const schemes = Object.values(schemesOf(document)).map(document.resolve);
  const flows = schemes.flatMap((scheme) => Object.values(toNode(scheme["flows"])));
  return new Set(flows.flatMap((flow) => Object.keys(toNode(toNode(flow)["scopes"]))));
}

/** The security schemes as parts of a document. */
export function securityParts(document: OpenApiDocument): [string, () => Element][] {
  return [...listSchemes(document)].map((scheme) => [
    `securitySchemes/${scheme}`,
    () => ({ origin: scheme, facts: {}, parts: new Map() }),
  ]);
}

/**
 * The security schemes that an operation accepts: `security/bearer`: `present`.
 *
 * @param ourSchemes The schemes of our document. An alternative with another one cannot be compared.
 */
export function securityFacts(
  { security }: Operation,
  document: OpenApiDocument,
  ourSchemes: ReadonlySet<string>,
): Record<string, string> {
  const schemes = schemesOf(document);
  const alternatives = security.map((requirement) =>
    Object.keys(requirement).map((name) => {
      if (schemes[name] !== undefined) return describeScheme(document.resolve(schemes[name]));
      throw new Error(
        `${document.source}: the security scheme ${name} does not exist. Add it to components.securitySchemes.`,
      );
    }),
  );
  return Object.fromEntries(
    alternatives
      .filter((used) => used.every((scheme) => ourSchemes.has(scheme)))
      .map((used) => [`security/${used.sort().join(" and ") || "none"}`, "present"]),
  );
}

function schemesOf(document: OpenApiDocument): Node {
  return toNode(toNode(document.root["components"])["securitySchemes"]);
}

function describeScheme({ type, scheme, in: location, name }: Node): string {
  if (type === "http") return String(scheme).toLowerCase();
  // The names of headers have no case.
  if (type === "apiKey") return `${location} ${location === "header" ? String(name).toLowerCase() : name}`;
  return String(type);
}
