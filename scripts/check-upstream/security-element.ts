import { type Node, toList, toNode } from "../lib/node.ts";
import type { OpenApiDocument } from "../lib/openapi/document.ts";
import type { Element } from "./element.ts";

/** The security schemes of a document, by what they are: `bearer`, `header private-token`. Their names do not matter. */
export function listSchemes(document: OpenApiDocument): Set<string> {
  return new Set(
    Object.values(schemesOf(document)).map((scheme) => describeScheme(document.resolve(scheme))),
  );
}

/** The scopes that operations require. */
export function listRequiredScopes(requirements: readonly Node[]): Set<string> {
  return new Set(
    requirements.flatMap((requirement) => Object.values(requirement).flatMap(toList)).map(String),
  );
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
 * The scopes that each alternative of an operation's security requires: `security/bearer`: `read_api`.
 *
 * @param shared The schemes that both documents have. An alternative with another one cannot be compared.
 */
export function securityFacts(
  requirements: readonly Node[],
  document: OpenApiDocument,
  shared: ReadonlySet<string>,
): Record<string, string> {
  const schemes = schemesOf(document);
  const scopesOf = new Map<string, string[]>();
  for (const requirement of requirements) {
    const used = Object.keys(requirement).map((name) => {
      if (schemes[name] === undefined)
        throw new Error(
          `${document.source}: the security scheme ${name} does not exist. Add it to components.securitySchemes.`,
        );
      return describeScheme(document.resolve(schemes[name]));
    });
    if (!used.every((scheme) => shared.has(scheme))) continue;
    const scopes = new Set(Object.values(requirement).flatMap(toList).map(String));
    const name = `security/${used.sort().join(" and ") || "none"}`;
    scopesOf.set(name, [...(scopesOf.get(name) ?? []), [...scopes].sort().join(", ") || "no scope"]);
  }
  // A scheme may be an alternative of itself, with another scope.
  return Object.fromEntries([...scopesOf].map(([name, scopes]) => [name, scopes.sort().join(" or ")]));
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
