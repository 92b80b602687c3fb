import type { Impact } from "../lib/release/bump.ts";

/** The lines that differ between two reports, with the declaration that they are in. */
export interface ApiChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Compares two reports, whatever the order of their declarations. */
export function compareReports(before: string, after: string): ApiChange {
  const [old, current] = [listLines(before), listLines(after)];
  return {
    added: [...current].filter((line) => !old.has(line)),
    removed: [...old].filter((line) => !current.has(line)),
  };
}

/** What a change means for users. A line that changes counts as one that was removed. */
export function impactOf({ added, removed }: ApiChange): Impact | undefined {
  if (removed.length > 0) return "breaking";
  return added.length > 0 ? "addition" : undefined;
}

/** Writes a change as lines that begin with `-` or `+`. */
export function formatChange({ added, removed }: ApiChange): string {
  const lines = [...removed.map((line) => `  - ${line}`), ...added.map((line) => `  + ${line}`)];
  return lines.length === 0 ? "  only the order or the layout" : lines.join("\n");
}

const ignored = /^(?:\/\/|[#>`]|import\b)|^[\])}]+[;,)]*$/;

/** Lists the lines of the declarations. Each begins with those around it: `export interface A { a: { b: string;`. */
function listLines(report: string): Set<string> {
  const lines = new Set<string>();
  const outer: string[] = [];
  for (const line of report.split("\n")) {
    const text = line.trim();
    if (text === "" || ignored.test(text)) continue;
    const depth = line.search(/\S/) / 4;
    // `} | {` belongs to the declaration that an earlier line began.
    const isContinued = text.startsWith("}");
    outer.length = isContinued ? depth + 1 : depth;
    lines.add([...outer, text].join(" "));
    if (!isContinued) outer.push(text);
  }
  return lines;
}
