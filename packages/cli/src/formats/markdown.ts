import { count } from "../count.js";
import type { ProjectRecord } from "../record.js";
import type { Summary } from "../summary.js";
import { describeRecord, type RecordDescription } from "./describe-record.js";
import { clip, toPrintable } from "./printable.js";

/** How a comment is written. */
export interface MarkdownOptions {
  /**
   * The maximum length in characters. What does not fit is left out, and the comment says how much. GitLab's limit is 1,000,000;
   * a comment of that length is of no use to a reader.
   *
   * @default 60_000
   */
  readonly maxLength?: number;
}

/** A longer line, or more lines of a project, are cut off. */
const maxLineLength = 500;
const maxLines = 60;
/** Kept free for the sentence about what was left out. */
const reserve = 200;

/**
 * Writes records as the comment of a merge request: the totals, then each project with a change, a finding or a failure, folded.
 * Failures come first. The first line is a comment that is not shown, by which a pipeline finds the comment that it wrote before.
 *
 * Text of GitLab's or of a file stands in code blocks, or in `<code>` with each character escaped that is neither a letter nor a
 * digit: it can neither close anything, nor mention somebody, nor be a quick action.
 */
export function formatMarkdown(
  records: readonly ProjectRecord[],
  summary: Summary,
  { maxLength = 60_000 }: MarkdownOptions = {},
): string {
  const described = records.map(describeRecord).filter(({ status }) => status !== "unchanged");
  const failed = described.filter(({ status }) => status === "failed");
  const others = described.filter(({ status }) => status !== "failed");

  let text = formatHead(
    summary,
    described.some(({ status }) => status === "pending"),
  );
  let left = failed.length + others.length;
  for (const description of [...failed, ...others]) {
    const block = formatProject(description);
    if (text.length + block.length > maxLength - reserve) break;
    text += block;
    left--;
  }
  if (left > 0) {
    text += `\n${count(left, "project")} with changes, findings or failures ${left === 1 ? "is" : "are"} left out, because this comment would be too long.\n`;
  }
  return text;
}

function formatHead(summary: Summary, isPending: boolean): string {
  const { command, projects, unchanged, changed, failed, findings } = summary;
  const columns: [name: string, value: number][] = [
    ["projects", projects],
    command === "audit" ? ["findings", findings] : [isPending ? "to be changed" : "changed", changed],
    [command === "audit" ? "without findings" : "unchanged", unchanged],
    ["failed", failed],
  ];
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    `<!-- gitlab-job-token-scope ${command} -->`,
    "",
    `### Job token scope: ${formatHeadline(summary, isPending)}`,
    "",
    row(columns.map(([name]) => name)),
    row(columns.map(() => "---:")),
    row(columns.map(([, value]) => value.toLocaleString("en"))),
    "",
  ].join("\n");
}

function formatHeadline({ command, changed, failed, findings }: Summary, isPending: boolean): string {
  const parts = failed > 0 ? [`${count(failed, "project")} failed`] : [];
  if (command === "audit") parts.push(findings === 0 ? "no findings" : count(findings, "finding"));
  else if (changed === 0) parts.push("nothing to change");
  else parts.push(`${count(changed, "project")} ${isPending ? "to be changed" : "changed"}`);
  return parts.join(", ");
}

function formatProject({ title, headline, lines, status }: RecordDescription): string {
  const shown = lines.slice(0, maxLines).map(formatLine);
  const more = lines.length - shown.length;
  if (more > 0) shown.push(`  and ${count(more, "more line", "more lines")}`);
  const mark = status === "failed" ? "<strong>failed</strong>, " : "";
  // A line of a code block begins with a mark and a space, so that none can end the block.
  return `
<details>
<summary>${formatCode(title)}: ${mark}${formatWords(headline)}</summary>

\`\`\`diff
${shown.join("\n")}
\`\`\`

</details>
`;
}

function formatLine(line: string): string {
  return `${line.charAt(0)} ${clip(toPrintable(line.slice(1)), maxLineLength)}`;
}

function formatCode(text: string): string {
  return `<code>${escapeText(clip(toPrintable(text), maxLineLength))}</code>`;
}

/** Words need no code element, and read better without one. */
function formatWords(text: string): string {
  return /^[a-z0-9, ]*$/.test(text) ? text : formatCode(text);
}

/** Characters that can have a meaning in Markdown, HTML or GitLab's own syntax have none as character references. */
function escapeText(text: string): string {
  return text.replaceAll(/[!-/:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
}
