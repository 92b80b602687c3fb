import type { Node } from "../lib/node.ts";

/** What to do with the members of two mappings, by where they are found. */
export interface Members<Result> {
  removed(name: string, before: unknown): Iterable<Result>;
  added(name: string, after: unknown): Iterable<Result>;
  kept(name: string, before: unknown, after: unknown): Iterable<Result>;
}

/** Goes through the members of two mappings, each name once. */
export function* compareMembers<Result>(
  before: Node,
  after: Node,
  members: Members<Result>,
): Generator<Result> {
  for (const [name, value] of Object.entries(before)) {
    if (Object.hasOwn(after, name)) yield* members.kept(name, value, after[name]);
    else yield* members.removed(name, value);
  }
  for (const [name, value] of Object.entries(after)) {
    if (!Object.hasOwn(before, name)) yield* members.added(name, value);
  }
}
