import type { Node } from "../lib/node.ts";

/** Callbacks for the members of two objects. */
export interface MemberCallbacks<Result> {
  removed(name: string, before: unknown): Iterable<Result>;
  added(name: string, after: unknown): Iterable<Result>;
  kept(name: string, before: unknown, after: unknown): Iterable<Result>;
}

/** Calls one of the callbacks for each name in two objects. */
export function* compareMembers<Result>(
  before: Node,
  after: Node,
  callbacks: MemberCallbacks<Result>,
): Generator<Result> {
  for (const [name, value] of Object.entries(before)) {
    if (Object.hasOwn(after, name)) yield* callbacks.kept(name, value, after[name]);
    else yield* callbacks.removed(name, value);
  }
  for (const [name, value] of Object.entries(after)) {
    if (!Object.hasOwn(before, name)) yield* callbacks.added(name, value);
  }
}
