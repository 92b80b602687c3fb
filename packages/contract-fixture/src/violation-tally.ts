import { describeViolation, type Violation } from "./violation.js";

/** The maximum number of kinds that are told apart. A client can request any number of unknown paths. */
const maxKinds = 100;

/**
 * Counts violations by kind for as long as the fixture runs. Unlike the journal, it is not cleared by a reset, a scenario or
 * `takeViolations()`. Violations of one kind have the same operation (or the same path, if there is none), side and location.
 */
export class ViolationTally {
  readonly #kinds = new Map<string, { readonly first: Violation; count: number }>();
  #total = 0;

  add(violation: Violation): void {
    const { method, path, operation, side, location } = violation;
    const key = JSON.stringify([operation ?? [method, path], side, location]);
    const kind = this.#kinds.get(key);
    if (kind !== undefined) kind.count += 1;
    else if (this.#kinds.size < maxKinds) this.#kinds.set(key, { first: violation, count: 1 });
    this.#total += 1;
  }

  get total(): number {
    return this.#total;
  }

  /** The first violation of each kind. */
  get firsts(): readonly Violation[] {
    return [...this.#kinds.values()].map(({ first }) => first);
  }

  /** Lists the kinds, one per line: the first violation, and the number of others like it. */
  describe(): string {
    const kinds = [...this.#kinds.values()];
    const omitted = kinds.reduce((rest, { count }) => rest - count, this.#total);
    const lines = kinds.map(
      ({ first, count }) =>
        `  ${describeViolation(first)}${count > 1 ? ` (and ${count - 1} more like it)` : ""}`,
    );
    if (omitted > 0) lines.push(`  and ${omitted} of other kinds`);
    return `${this.#total} violation(s) of GitLab's OpenAPI document since the fixture was started:\n${lines.join("\n")}`;
  }
}
