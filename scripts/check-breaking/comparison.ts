import { isNode } from "../lib/node.ts";
import type { Document } from "./document.ts";

/** A comparison of two documents, which remembers the parts it has compared. */
export class Comparison {
  readonly before: Document;
  readonly after: Document;
  /** The parts compared so far, by their value in the document before. */
  readonly #compared = new Map<unknown, { after: unknown; role: string }[]>();

  constructor(before: Document, after: Document) {
    this.before = before;
    this.after = after;
  }

  /** Whether two values are components of the same name. */
  readonly isSameComponent = (before: unknown, after: unknown): boolean => {
    const name = this.before.names.get(before);
    return name !== undefined && name === this.after.names.get(after);
  };

  /** Whether two values have been compared, in any role. */
  hasCompared(before: unknown, after: unknown): boolean {
    return this.#compared.get(before)?.some((pair) => pair.after === after) ?? false;
  }

  /**
   * Begins to compare two values, and returns the place to report their changes under: the component if both values are the
   * same one, otherwise the place that uses them. Returns `undefined` if they have been compared in this role already, so
   * that shared parts are reported once and recursion ends.
   */
  begin(usedAt: string, before: unknown, after: unknown, role = ""): string | undefined {
    // The schemas `true` and `false` have no identity.
    if (!isNode(before) && !isNode(after)) return usedAt;
    const compared = this.#compared.get(before) ?? [];
    if (compared.some((pair) => pair.after === after && pair.role === role)) return undefined;
    this.#compared.set(before, [...compared, { after, role }]);
    return this.isSameComponent(before, after) ? this.after.names.get(after) : usedAt;
  }
}
