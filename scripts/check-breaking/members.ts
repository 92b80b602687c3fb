/** Callbacks for the members of two maps. */
export interface MemberCallbacks<Member, Result> {
  removed(name: string, before: Member): Iterable<Result>;
  added(name: string, after: Member): Iterable<Result>;
  kept(name: string, before: Member, after: Member): Iterable<Result>;
}

/** Calls one of the callbacks for each name in two maps. */
export function* compareMembers<Member, Result>(
  before: ReadonlyMap<string, Member>,
  after: ReadonlyMap<string, Member>,
  callbacks: MemberCallbacks<Member, Result>,
): Generator<Result> {
  for (const [name, previous] of before) {
    const current = after.get(name);
    if (current === undefined) yield* callbacks.removed(name, previous);
    else yield* callbacks.kept(name, previous, current);
  }
  for (const [name, current] of after) {
    if (!before.has(name)) yield* callbacks.added(name, current);
  }
}
