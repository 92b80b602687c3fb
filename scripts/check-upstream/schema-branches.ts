import { type Node, toList } from "../lib/node.ts";

/** Returns a node with its `$ref` resolved. */
export type Resolve = (node: unknown) => Node;

/**
 * Merges the branches of a schema into one schema. A field is required if every alternative requires it, or any part of an
 * `allOf`.
 */
export function mergeBranches(schema: Node, resolve: Resolve): Node {
  const parts = findBranches(schema, "allOf", resolve);
  const alternatives = [
    ...findBranches(schema, "anyOf", resolve),
    ...findBranches(schema, "oneOf", resolve),
  ].filter(({ type }) => type !== "null");
  if (parts.length + alternatives.length === 0) return schema;
  const [first, ...others] = alternatives.map(({ required }) => toList(required));
  const always = (first ?? []).filter((name) => others.every((names) => names.includes(name)));
  const all = [...parts, ...alternatives, schema];
  // A single alternative beside null contributes all its keywords.
  const inherited = [...parts, ...(others.length === 0 ? alternatives : [])];
  return {
    ...Object.assign({}, ...inherited),
    ...schema,
    properties: Object.assign({}, ...all.map(({ properties }) => properties)),
    required: [...always, ...[...parts, schema].flatMap(({ required }) => toList(required))],
  };
}

/** The branches under a keyword such as `anyOf`, each with its own branches merged. */
export function findBranches(schema: Node, keyword: string, resolve: Resolve): Node[] {
  return toList(schema[keyword]).map((branch) => mergeBranches(resolve(branch), resolve));
}
