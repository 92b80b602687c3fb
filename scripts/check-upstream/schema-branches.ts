import { type Node, toList } from "../lib/node.ts";

/** Follows a `$ref`. */
export type Resolve = (node: unknown) => Node;

/** One schema of all its branches: a field is required when every alternative requires it, or any part of an `allOf`. */
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
  // With one alternative beside null, its keywords are the schema's own.
  const inherited = [...parts, ...(others.length === 0 ? alternatives : [])];
  return {
    ...Object.assign({}, ...inherited),
    ...schema,
    properties: Object.assign({}, ...all.map(({ properties }) => properties)),
    required: [...always, ...[...parts, schema].flatMap(({ required }) => toList(required))],
  };
}

/** The branches under a keyword such as `anyOf`, each merged with its own. */
export function findBranches(schema: Node, keyword: string, resolve: Resolve): Node[] {
  return toList(schema[keyword]).map((branch) => mergeBranches(resolve(branch), resolve));
}
