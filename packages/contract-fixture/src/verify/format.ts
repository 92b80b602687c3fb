import type { RowResult, Verification } from "./result.js";

/** The number of rows by result. */
export function countRows(rows: readonly RowResult[]): Record<RowResult["result"], number> {
  const counts = { holds: 0, differs: 0, "not tried": 0 };
  for (const { result } of rows) counts[result]++;
  return counts;
}

/** Formats a verification as text: a line per row, with details of those that differ. */
export function formatVerification({ url, version, rows, putBack }: Verification): string {
  const { compared, reported } = version;
  const source = reported === undefined ? "which it does not report" : `which it reports as ${reported}`;
  const { holds, differs, "not tried": untried } = countRows(rows);
  return [
    `${url}, compared with GitLab ${compared}, ${source}`,
    "",
    ...rows.map(formatRow),
    "",
    `${holds} hold, ${differs} differ, ${untried} not tried`,
    ...(putBack === "done" ? ["The project was put back."] : []),
  ].join("\n");
}

function formatRow({ fact, title, result, request, expected, actual, reason }: RowResult): string {
  const line = `${result.padEnd(10)} ${fact.padEnd(29)} `;
  if (result === "not tried") return toPrintable(`${line}${title === "" ? "" : `${title}: `}${reason}`);
  const details = [
    ["request", request],
    ["expected", expected],
    ["actual", actual],
  ].flatMap(([name, text]) =>
    text === undefined ? [] : [toPrintable(`           ${name?.padEnd(9)}${text}`)],
  );
  return [toPrintable(`${line}${title}`), ...details].join("\n");
}

/** Replaces control characters, which a server could use to manipulate the terminal. */
export function toPrintable(text: string): string {
  return text.replace(/\p{Cc}/gu, "\uFFFD");
}
