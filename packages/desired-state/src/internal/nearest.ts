/** The name that somebody may have meant. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = 3;
  for (const candidate of known) {
    const letters = distance(name.toLowerCase(), candidate.toLowerCase());
    if (letters < least) [best, least] = [candidate, letters];
  }
  return best;
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
