import { isNode } from "../lib/node.ts";
import type { Document } from "./document.ts";

/** Two documents that are being compared, and which of their parts have been. */
export class Comparison {
  readonly before: Document;
  readonly after: Document;
  /** By what a part was before: the part that it became, in each role. */
  readonly #entered = new Map<unknown, { after: unknown; role: string }[]>();

  constructor(before: Document, after: Document) {
    this.before = before;
    this.after = after;
  }

  /** Whether two values are one component, by its name. */
  readonly isSameComponent = (before: unknown, after: unknown): boolean => {
    const name = this.before.names.get(before);
    return name !== undefined && name === this.after.names.get(after);
  };

  /** Whether two values were compared, in any role. */
  hasEntered(before: unknown, after: unknown): boolean {
    return this.#entered.get(before)?.some((pair) => pair.after === after) ?? false;
  }

  /**
   * Where the changes between two values belong: to their component when both are the same one, else to the place of use.
   * `undefined` when they were compared before in the same role: what is shared is reported once, and recursion ends.
   */
  enter(use: string, before: unknown, after: unknown, role = ""): string | undefined {
    // `true` and `false` are schemas too, and no part in particular.
    if (!isNode(before) && !isNode(after)) return use;
    const entered = this.#entered.get(before) ?? [];
    if (entered.some((pair) => pair.after === after && pair.role === role)) return undefined;
    this.#entered.set(before, [...entered, { after, role }]);
    return this.isSameComponent(before, after) ? this.after.names.get(after) : use;
  }
}
