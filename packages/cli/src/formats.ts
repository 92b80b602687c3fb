import type { FormatName } from "./format-names.js";
import type { Colors } from "./output/colors.js";
import type { Console } from "./output/console.js";
import type { ProjectRecord } from "./record.js";
import type { Summary } from "./summary.js";

/** How a text looks. Other formats are the same everywhere. */
export interface FormatOptions {
  readonly colors: Colors;
  /** Shows projects with nothing to say, too. */
  readonly isVerbose: boolean;
}

/** Turns the records of a run into a text. */
export type Format = (records: readonly ProjectRecord[], summary: Summary, options: FormatOptions) => string;

/** The formats of `--format`, each of which is loaded when it is used. */
export const formats: Readonly<Record<FormatName, () => Promise<Format>>> = {
  text: async () => (await import("./formats/text.js")).formatText,
  json: async () => (await import("./formats/json.js")).formatJson,
  ndjson: async () => (await import("./formats/json.js")).formatNdjson,
  markdown: async () => {
    const { formatMarkdown } = await import("./formats/markdown.js");
    return (records, summary) => formatMarkdown(records, summary);
  },
  junit: async () => (await import("./formats/junit.js")).formatJunit,
  html: async () => (await import("./formats/html.js")).formatHtml,
};

/** Prints the records of a run. */
export async function printRecords(
  console: Console,
  name: FormatName,
  records: readonly ProjectRecord[],
  summary: Summary,
): Promise<void> {
  const format = await formats[name]();
  // Before a format escapes characters of a token, which would not be found any more.
  const masked = records.map((record) => console.secrets.maskTexts(record));
  console.print(format(masked, summary, { colors: console.colors, isVerbose: console.isVerbose }));
}
