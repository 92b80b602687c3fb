import type { Mention } from "./mentions.ts";
import type { Row } from "./rows.ts";

/** The facts of the document, and where they are mentioned. */
export interface FactCoverage {
  /** The document's file. */
  readonly document: string;
  readonly rows: readonly Row[];
  /** Mentions in test titles. */
  readonly titles: readonly Mention[];
  /** Mentions in comments of the model. */
  readonly comments: readonly Mention[];
}

/** One line per problem, with its file and line. */
export function listProblems({ document, rows, titles, comments }: FactCoverage): string[] {
  const tested = new Set(titles.map(({ id }) => id));
  const known = new Set(rows.map(({ id }) => id));
  const firstLines = new Map<string, number>();

  const rowProblems = rows.flatMap(({ id, line, source, cellCount }) => {
    const at = `${document}:${line}`;
    if (id === undefined || cellCount !== 3) return [`${at}: expected a row | \`fact-id\` | fact | source |`];
    const first = firstLines.get(id);
    if (first !== undefined) return [`${at}: duplicate ID ${id}, first used in line ${first}`];
    firstLines.set(id, line);
    return [
      ...(source === "" ? [`${at}: ${id} has no source`] : []),
      ...(tested.has(id) ? [] : [`${at}: ${id} has no test: no title begins with [${id}]`]),
    ];
  });
  const unknown = [...titles, ...comments].filter(({ id }) => !known.has(id));
  return [
    ...rowProblems,
    ...unknown.map(({ id, file, line }) => `${file}:${line}: unknown fact ${id}, not in ${document}`),
  ];
}
