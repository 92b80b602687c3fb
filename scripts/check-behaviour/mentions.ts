import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { idPattern } from "./rows.ts";

/** A fact's ID in brackets, and where it was found. */
export interface Mention {
  readonly id: string;
  readonly file: string;
  readonly line: number;
}

const bracketed = new RegExp(`\\[(${idPattern})\\]`, "g");
const startOfString = new RegExp(`["'\`]((?:\\[${idPattern}\\] ?)+)`, "g");

/**
 * Finds the facts that the TypeScript files of a folder mention.
 *
 * @param cwd The directory that `folder` is relative to.
 * @param extract Returns the part of a line to search.
 */
export async function findMentions(
  cwd: string,
  folder: string,
  extract: (line: string) => string,
): Promise<Mention[]> {
  const entries = await readdir(resolve(cwd, folder), { recursive: true });
  const mentions = entries
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map(async (name) => {
      const file = join(folder, name);
      const lines = (await readFile(resolve(cwd, file), "utf8")).split("\n");
      return lines.flatMap((text, index) =>
        [...extract(text).matchAll(bracketed)].map(([, id = ""]) => ({ id, file, line: index + 1 })),
      );
    });
  return (await Promise.all(mentions)).flat();
}

/** The IDs that a string in the line begins with: a test title, or a cell of `test.for` that becomes its beginning. */
export function inTitles(line: string): string {
  if (isComment(line)) return "";
  return [...line.matchAll(startOfString)].map(([, ids]) => ids).join("");
}

/** The comment in the line. */
export function inComments(line: string): string {
  return isComment(line) ? line : (/\/[/*] .*$/.exec(line)?.[0] ?? "");
}

function isComment(line: string): boolean {
  return /^\s*(\/\/|\/\*|\*)/.test(line);
}
