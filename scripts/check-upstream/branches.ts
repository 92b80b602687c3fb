import { isRef } from "@redocly/openapi-core";
import { type Node, toList, toNode } from "../lib/node.ts";
import type { OpenApiDocument } from "../lib/openapi/document.ts";

/** A schema with its branches, each of which may have branches too. */
export interface Branches {
  /** The schema's own keywords. */
  readonly own: Node;
  /** The schemas that apply as well: the branches of `allOf`, and the target of a `$ref` with keywords beside it. */
  readonly all: readonly Branches[];
  /** The schemas of which one applies: the branches of `anyOf` and `oneOf`, without null. */
  readonly alternatives: readonly Branches[];
  readonly isNullAlternative: boolean;
}

/**
 * Finds the branches of a schema.
 *
 * @throws {Error} When a schema is a branch of itself. The message is one line.
 */
export function findBranches(
  schema: unknown,
  document: OpenApiDocument,
  ancestors: readonly unknown[] = [],
): Branches {
  // The schema `false` matches nothing.
  const node = schema === false ? { not: {} } : toNode(schema);
  if (ancestors.includes(node)) {
    const name = ancestors.map(document.nameOf).find((found) => found !== undefined) ?? "a schema";
    throw new Error(`${document.source}: ${name} is a branch of itself. Remove the branch.`);
  }
  const within = [...ancestors, node];
  const find = (branch: unknown): Branches => findBranches(branch, document, within);
  if (isRef(node) && Object.keys(node).length === 1) return find(document.follow(node));
  const { $ref, allOf, anyOf, oneOf, ...own } = node;
  const alternatives = [anyOf, oneOf].flatMap(toList).map(find);
  return {
    own: oneOf === undefined ? own : { ...own, oneOf },
    all: [...(isRef(node) ? [find(document.follow(node))] : []), ...toList(allOf).map(find)],
    alternatives: alternatives.filter(({ own: { type } }) => type !== "null"),
    isNullAlternative: alternatives.some(({ own: { type } }) => type === "null"),
  };
}

/** The schema's own keywords, and those of all its branches. */
export function listNodes({ own, all, alternatives }: Branches): Node[] {
  return [own, ...[...all, ...alternatives].flatMap(listNodes)];
}

/** The names of the fields that every value has. */
export function listRequired({ own, all, alternatives }: Branches): string[] {
  const [first = [], ...others] = alternatives.map(listRequired);
  const always = first.filter((name) => others.every((names) => names.includes(name)));
  return [...toList(own["required"]).map(String), ...all.flatMap(listRequired), ...always];
}
