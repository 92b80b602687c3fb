/** What passed: a row of the table. */
export interface Passed {
  readonly name: string;
  readonly version: string;
  /** The ways in which the packages were loaded. */
  readonly ways: readonly string[];
}

const begin = "<!-- begin runtimes -->";
const end = "<!-- end runtimes -->";

/** The table of the README. Versions of one runtime share a row. */
export function formatTable(rows: readonly Passed[]): string {
  const names = [...new Set(rows.map(({ name }) => name))];
  const lines = names.map((name) => {
    const own = rows.filter((row) => row.name === name);
    const versions = own.map(({ version }) => version).filter((version) => version !== "");
    const ways = [...new Set(own.flatMap((row) => row.ways))].map((way) =>
      way === "require" ? "`require()`" : `\`${way}\``,
    );
    return `| ${name} | ${versions.join(", ")} | ${ways.join(", ")} |`;
  });
  return ["| runtime or bundler | versions | loaded by |", "| --- | --- | --- |", ...lines].join("\n");
}

/**
 * Puts the table between its two comments.
 *
 * @throws {Error} If the text has no such comments.
 */
export function replaceTable(text: string, table: string): string {
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`there is no ${begin} with ${end}`);
  return `${before}${begin}\n\n${table}\n\n${end}${after}`;
}
