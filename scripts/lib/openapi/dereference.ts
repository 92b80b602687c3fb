import { isRef } from "@redocly/openapi-core";
import { isNode, type Node, toNode } from "../node.ts";
import { isData } from "./data.ts";
import type { OpenApiDocument } from "./document.ts";

/** A document with every `$ref` replaced by its target. */
export interface DereferencedDocument {
  /** The document. Each component is one object, wherever it is used; a schema that contains itself makes a circle. */
  readonly root: Node;
  /** The components by name, such as `schemas/Project`. */
  readonly components: Node;
  /** The components' names, so that a component which many operations share is known by its name. */
  readonly names: ReadonlyMap<unknown, string>;
}

/**
 * Replaces every `$ref` by its target. Keywords beside a `$ref` make an object of their own, which has no name.
 *
 * @throws {Error} When a target does not exist. The message is one line, and names the place of the reference.
 */
export function dereference(document: OpenApiDocument): DereferencedDocument {
  const copies = new Map<unknown, unknown>();
  const merges: (() => void)[] = [];

  const copy = (value: unknown, key = "", parent = ""): unknown => {
    if (typeof value !== "object" || value === null || isData(value, key, parent)) return value;
    if (copies.has(value)) return copies.get(value);
    if (Array.isArray(value)) {
      const items: unknown[] = [];
      copies.set(value, items);
      items.push(...value.map((item) => copy(item)));
      return items;
    }
    const node = toNode(value);
    const { $ref, ...siblings } = node;
    if (isRef(node) && Object.keys(siblings).length === 0) {
      const target = copy(document.follow(node));
      copies.set(value, target);
      return target;
    }
    const result: Record<string, unknown> = {};
    copies.set(value, result);
    const own = isRef(node) ? siblings : node;
    if (isRef(node)) {
      const target = copy(document.follow(node));
      // The target may contain this reference, and is complete only at the end.
      merges.push(() => Object.assign(result, { ...toNode(target), ...result }));
    }
    for (const [name, member] of Object.entries(own)) result[name] = copy(member, name, key);
    return result;
  };

  const root = toNode(copy(document.root));
  for (const merge of merges) merge();

  const kinds = Object.entries(toNode(document.root["components"])).filter(
    ([kind]) => !kind.startsWith("x-"),
  );
  const own = kinds.flatMap(([kind, components]) =>
    Object.entries(toNode(components)).map(([name, component]) => [`${kind}/${name}`, component] as const),
  );
  const named = own.map(([name, component]) => [name, copies.get(component) ?? component] as const);
  // A component that only refers to another one is that component, which keeps its own name.
  const definitions = own.filter(([, component]) => isNode(component) && !isRef(component));
  return {
    root,
    components: Object.fromEntries(named),
    names: new Map(definitions.map(([name, component]) => [copies.get(component), name])),
  };
}
