import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { idPattern } from "./rows.ts";

/** A place that names a row by its id in brackets. */
export interface Mention {
  readonly id: string;
  readonly file: string;
  readonly line: number;
}

const bracketed = new RegExp(`\\[(${idPattern})\\]`, "g");
const startOfText = new RegExp(`["'\`]((?:\\[${idPattern}\\] ?)+)`, "g");

/** What every TypeScript file below a folder names, in the part of each line that is looked at. */
export async function findMentions(folder: string, look: (line: string) => string): Promise<Mention[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ts")).sort();
  const mentions = names.map(async (name) => {
    const file = join(folder, name);
    const lines = (await readFile(file, "utf8")).split("\n");
    return lines.flatMap((text, index) =>
      [...look(text).matchAll(bracketed)].map(([, id = ""]) => ({ id, file, line: index + 1 })),
    );
  });
  return (await Promise.all(mentions)).flat();
}

/** The ids that a text of the line begins with: a test's title, or a column that is put before one. */
export function inTitles(line: string): string {
  if (isComment(line)) return "";
  return [...line.matchAll(startOfText)].map(([, ids]) => ids).join("");
}

/** The line's comment. */
export function inComments(line: string): string {
  return isComment(line) ? line : (/\/[/*] .*$/.exec(line)?.[0] ?? "");
}

function isComment(line: string): boolean {
  return /^\s*(\/\/|\/\*|\*)/.test(line);
}
