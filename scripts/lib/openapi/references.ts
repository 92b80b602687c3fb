import {
  escapePointerFragment,
  getLineColLocation,
  isRef,
  Source,
  unescapePointerFragment,
} from "@redocly/openapi-core";
import { isNode, type Node, toNode } from "../node.ts";

/** The references within a document. */
export interface References {
  /**
   * The node itself or, if it is a `$ref`, its target with the keywords beside the `$ref`. References within the result are
   * left alone, since a schema may contain itself. Whatever is no object gives an empty one.
   *
   * @throws {Error} When the target does not exist. The message is one line, and names the place of the reference.
   */
  resolve(node: unknown): Node;
  /**
   * The target of a `$ref`, which is the same object for every reference to it.
   *
   * @throws {Error} When it does not exist.
   */
  follow(reference: Node): unknown;
  /** The component that a `$ref` refers to, such as `schemas/Project`; `undefined` for any other node. */
  nameOf(node: unknown): string | undefined;
}

/** Resolves the references within a document. */
export function referencesOf(root: Node, text: string, source: string): References {
  const fail = (reference: Node, problem: string): never => {
    const place = findReference(root, reference["$ref"]);
    const { start } = getLineColLocation({ source: new Source(source, text), pointer: place });
    throw new Error(`${source}:${start.line}: ${place}: $ref ${reference["$ref"]}: ${problem}`);
  };

  /** The targets of a reference: the last one is no reference itself. */
  const listTargets = (reference: Node): unknown[] => {
    const targets: unknown[] = [];
    for (let target: unknown = reference; isRef(target) && isNode(target); ) {
      target = find(target);
      if (targets.includes(target) || target === reference) return fail(reference, "refers to itself");
      targets.push(target);
    }
    return targets;
  };

  // A reference without other keywords is merely another name of its target.
  const follow = (reference: Node): unknown =>
    listTargets(reference).find((target) => !isRef(target) || Object.keys(target).length > 1);

  // A pointer may lead through another reference, and so through itself.
  const active = new Set<Node>();
  const find = (reference: Node): unknown => {
    const pointer = String(reference["$ref"]);
    if (!pointer.startsWith("#/"))
      return fail(reference, "only references within the document are supported. Bundle it into one file.");
    if (active.has(reference)) return fail(reference, "refers to itself");
    active.add(reference);
    let target: unknown = root;
    for (const segment of pointer.slice(2).split("/").map(unescapePointerFragment)) {
      if (isRef(target) && isNode(target)) target = follow(target);
      if (typeof target !== "object" || target === null || !Object.hasOwn(target, segment))
        return fail(reference, "does not exist");
      target = Object.entries(target).find(([key]) => key === segment)?.[1];
    }
    active.delete(reference);
    return target;
  };

  const resolve = (node: unknown): Node => {
    const reference = toNode(node);
    if (!isRef(reference)) return reference;
    const { $ref, ...resolved } = Object.assign({}, ...listTargets(reference).toReversed(), reference);
    return resolved;
  };

  const nameOf = (node: unknown): string | undefined =>
    isRef(node) && node.$ref.startsWith("#/components/") ? node.$ref.slice(13) : undefined;

  return { resolve, follow, nameOf };
}

/** The place of the first reference to a target, as a JSON pointer. */
function findReference(value: unknown, $ref: unknown, place = "#"): string {
  if (typeof value !== "object" || value === null) return "";
  if (toNode(value)["$ref"] === $ref) return place;
  for (const [key, member] of Object.entries(value)) {
    const found = findReference(member, $ref, `${place}/${escapePointerFragment(key)}`);
    if (found !== "") return found;
  }
  return "";
}
