import { isNode, toNode } from "../../lib/node.ts";

/** Changes a parsed document in place. */
export type Edit = (document: Record<string, unknown>) => void;

/**
 * Sets a value.
 *
 * @param place The keys that lead to it, separated by ` > `. Members of a list are named by their value, `name` or `$ref`.
 */
export function set(place: string, value: unknown): Edit {
  return (document) => {
    const { parent, key } = find(document, place);
    parent[key] = structuredClone(value);
  };
}

/** Adds a value to a list. */
export function add(place: string, value: unknown): Edit {
  return (document) => {
    const { parent, key } = find(document, place);
    const list = parent[key];
    if (!Array.isArray(list)) throw new Error(`not a list: ${place}`);
    list.push(structuredClone(value));
  };
}

/** Removes a value, which has to be there. */
export function remove(place: string): Edit {
  return (document) => {
    const { parent, key } = find(document, place);
    if (!(key in parent)) throw new Error(`nothing to remove: ${place}`);
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  };
}

/** Renames a value, which has to be there, and keeps its position among its siblings. */
export function rename(place: string, name: string): Edit {
  return (document) => {
    const { parent, key } = find(document, place);
    if (!(key in parent)) throw new Error(`nothing to rename: ${place}`);
    const members = Object.entries(parent);
    for (const [member] of members) delete parent[member];
    for (const [member, value] of members) parent[member === key ? name : member] = value;
  };
}

/** Replaces a text in the whole document. */
export function replaceText(from: string, to: string): Edit {
  return (document) => Object.assign(document, JSON.parse(JSON.stringify(document).replaceAll(from, to)));
}

/** Copies a value to another place. */
export function copy(from: string, to: string): Edit {
  return (document) => {
    const { parent, key } = find(document, from);
    set(to, parent[key])(document);
  };
}

/** Reverses the order of an object's members. */
export function reverse(place: string): Edit {
  return (document) => {
    const { parent, key } = find(document, place);
    parent[key] = Object.fromEntries(Object.entries(toNode(parent[key])).toReversed());
  };
}

/** Makes several changes. */
export function all(...edits: readonly Edit[]): Edit {
  return (document) => {
    for (const edit of edits) edit(document);
  };
}

function find(
  document: Record<string, unknown>,
  place: string,
): { parent: Record<string, unknown>; key: string } {
  const keys = place.split(" > ");
  const last = keys.pop() ?? "";
  let parent = document;
  for (const key of keys) {
    const next = parent[keyOf(parent, key)];
    if (typeof next !== "object" || next === null) throw new Error(`there is no ${key} in ${place}`);
    parent = next as Record<string, unknown>;
  }
  return { parent, key: keyOf(parent, last) };
}

function keyOf(parent: unknown, key: string): string {
  if (!Array.isArray(parent) || /^\d+$/.test(key)) return key;
  const index = parent.findIndex(
    (member) =>
      member === key ||
      (isNode(member) && [member["name"], String(member["$ref"]).split("/").at(-1)].includes(key)),
  );
  if (index < 0) throw new Error(`there is no ${key} in a list`);
  return String(index);
}
