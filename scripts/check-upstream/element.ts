/** A part of a document, and what the document states about it. */
export interface Element {
  /** The object in the document that its parts come from, by which recursion is noticed. */
  readonly origin: unknown;
  /** Plain values by name, such as `type`: `integer`. */
  readonly facts: Readonly<Record<string, string>>;
  /** The parts below it by name, such as `responses/200`. They are only described when needed, since schemas may be recursive. */
  readonly parts: ReadonlyMap<string, () => Element>;
}

/** Joins members, of which some may be left out. */
export function partsOf(...members: readonly Iterable<readonly [string, () => Element]>[]): Element["parts"] {
  return new Map(members.flatMap((member) => [...member]));
}
