/** Two lists whose members were matched. */
export interface Matches<Member> {
  pairs: [before: Member, after: Member][];
  removed: Member[];
  added: Member[];
}

/** Pairs the members of two lists: first those of which the first predicate is true, then the second one, and so on. */
export function match<Member>(
  before: readonly Member[],
  after: readonly Member[],
  ...predicates: readonly ((before: Member, after: Member) => boolean)[]
): Matches<Member> {
  const added = [...after];
  let removed = [...before];
  const pairs: Matches<Member>["pairs"] = [];
  for (const predicate of predicates) {
    removed = removed.filter((member) => {
      const index = added.findIndex((other) => predicate(member, other));
      if (index >= 0) pairs.push(...added.splice(index, 1).map((other): [Member, Member] => [member, other]));
      return index < 0;
    });
  }
  return { pairs, removed, added };
}
