/** Whether a value is sent in a request, and so written by users, or in a response, and so read by them. */
export type Role = "request" | "response";

/** Remembers which parts of two documents have been compared, so that shared parts are reported once and recursion ends. */
export class Visits {
  readonly #visited = new Set<string>();
  readonly #ids = new Map<unknown, number>();

  /**
   * Begins to compare two parts, and returns the place to report their changes under: the component if both are the same one,
   * otherwise the place that uses them. Returns `undefined` if they have been compared in this role already.
   *
   * @param names The components that the parts are, if any.
   */
  begin(
    usedAt: string,
    role: Role,
    [before, after]: readonly [unknown, unknown],
    names: readonly [string | undefined, string | undefined],
  ): string | undefined {
    const [name] = names[0] === names[1] ? names : [];
    const key = `${role} ${name ?? `${this.#idOf(before)} ${this.#idOf(after)}`}`;
    if (this.#visited.has(key)) return undefined;
    this.#visited.add(key);
    return name ?? usedAt;
  }

  /** Whether a component has been compared, in any role. */
  hasCompared(name: string): boolean {
    return this.#visited.has(`request ${name}`) || this.#visited.has(`response ${name}`);
  }

  #idOf(part: unknown): number {
    const id = this.#ids.get(part) ?? this.#ids.size;
    this.#ids.set(part, id);
    return id;
  }
}
