import type { Mention } from "./mentions.ts";
import type { Row } from "./rows.ts";

/** The document's rows, and where they are named. */
export interface Account {
  /** The document's file. */
  readonly document: string;
  readonly rows: readonly Row[];
  /** In titles of tests. */
  readonly titles: readonly Mention[];
  /** In comments of the model. */
  readonly comments: readonly Mention[];
}

/** One line for each thing that is wrong, with the file and line where it is. */
export function listProblems({ document, rows, titles, comments }: Account): string[] {
  const tested = new Set(titles.map(({ id }) => id));
  const known = new Set(rows.map(({ id }) => id));
  const firstLines = new Map<string, number>();

  const ofRows = rows.flatMap(({ id, line, source, cells }) => {
    const at = `${document}:${line}`;
    if (id === undefined || cells !== 3) return [`${at}: a row is | \`its-id\` | fact | source |`];
    const first = firstLines.get(id);
    if (first !== undefined) return [`${at}: ${id} is the id of line ${first} already`];
    firstLines.set(id, line);
    return [
      ...(source === "" ? [`${at}: ${id} has no source`] : []),
      ...(tested.has(id) ? [] : [`${at}: ${id} has no test: no title begins with [${id}]`]),
    ];
  });
  const strangers = [...titles, ...comments].filter(({ id }) => !known.has(id));
  return [...ofRows, ...strangers.map(({ id, file, line }) => `${file}:${line}: ${document} has no ${id}`)];
}
