/**
 * Refuses anything but an object with known keys. An unknown option would otherwise be ignored, or reach `fetch`.
 *
 * @param name What the object is called in the message: `"params"`; empty for the options themselves.
 * @throws {TypeError} The message contains no value.
 */
export function checkKeys(
  name: string,
  value: unknown,
  known: readonly string[],
): asserts value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError(`${name || "options"}: expected an object, got ${describe(value)}`);
  }
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    // A value in the place of a name could be a secret.
    const shown = /^\w{1,40}$/.test(key) ? key : "…";
    const nearest = nearestOf(key, known);
    const advice =
      nearest === undefined ? `expected ${known.join(", ") || "nothing"}` : `did you mean ${nearest}?`;
    const what = name === "" ? "unknown option" : "unknown";
    throw new TypeError(`${name && `${name}.`}${shown}: ${what}, ${advice}`);
  }
}

/** What was found in the place of something else. Only a number is shown, since a text could be a secret. */
export function describe(value: unknown): string {
  if (value === undefined || value === null) return `${value}; is a variable not set?`;
  if (typeof value === "number") return String(value);
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}

/** The known name that somebody may have meant. */
function nearestOf(key: string, known: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let least = 3;
  for (const candidate of known) {
    const letters = distance(key.toLowerCase(), candidate.toLowerCase());
    if (letters < least) [nearest, least] = [candidate, letters];
  }
  return nearest;
}

/** How many letters to insert, remove or change; at most two when one name contains the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column++) {
      const replaced = Number(row[column - 1]) + (letter === to[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, Number(row[column]) + 1, Number(next[column - 1]) + 1));
    }
    row = next;
  }
  const isContained = from.length > 2 && (from.includes(to) || to.includes(from));
  return Math.min(Number(row[to.length]), isContained ? 2 : Number.POSITIVE_INFINITY);
}
