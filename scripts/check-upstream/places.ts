/**
 * Lists the places that a pattern names. `{a,b}` stands for each of its alternatives, and `<name>` for each member of a group.
 * Braces without a comma are literal, as in a path.
 *
 * @throws {Error} When a group does not exist, or the pattern has a wildcard.
 */
export function expandPlaces(pattern: string, groups: Readonly<Record<string, readonly string[]>>): string[] {
  if (pattern.includes("*")) {
    throw new Error(`${pattern}: a wildcard would hide differences. List the places, as in /{a,b}/type.`);
  }
  const [, before = "", list, group, after = ""] =
    /^(.*?)(?:\{([^{}]*,[^{}]*)\}|<([^<>]*)>)(.*)$/.exec(pattern) ?? [];
  if (list === undefined && group === undefined) return [pattern];
  const members = list?.split(",").map((member) => member.trim()) ?? groups[group ?? ""];
  if (members === undefined) {
    throw new Error(
      `${pattern}: there is no group <${group}>. The groups are ${Object.keys(groups).join(", ")}.`,
    );
  }
  const rests = expandPlaces(after, groups);
  return members.flatMap((member) => rests.map((rest) => `${before}${member}${rest}`));
}

/** Writes places in as few patterns as possible, by merging those that differ in one segment only. */
export function foldPlaces(places: readonly string[]): string[] {
  let rows = places.map((place) => place.split("/"));
  const width = Math.max(0, ...rows.map((row) => row.length));
  for (let index = 0; index < width; index += 1) {
    const merged = new Map<string, { row: string[]; members: string[] }>();
    for (const row of rows) {
      const key = JSON.stringify(row.toSpliced(index, 1, ""));
      const entry = merged.get(key) ?? { row, members: [] };
      entry.members.push(row[index] ?? "");
      merged.set(key, entry);
    }
    rows = [...merged.values()].map(({ row, members }) =>
      members.length === 1 ? row : row.toSpliced(index, 1, `{${members.join(",")}}`),
    );
  }
  return rows.map((row) => row.join("/"));
}
