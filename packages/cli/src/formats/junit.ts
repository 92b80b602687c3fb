import { count } from "../count.js";
import type { ProjectRecord } from "../record.js";
import type { Summary } from "../summary.js";
import { describeRecord, type RecordDescription } from "./describe-record.js";
import { clip, toPrintable } from "./printable.js";

/** GitLab refuses a file of more than 30 MB, so the lines of a project are limited. */
const maxLineLength = 1000;
const maxLines = 100;

/**
 * Writes records as a JUnit file for GitLab's test report: a case for each project. A change of a plan, a finding, and an outcome that
 * is not in force are a failure; a project that could not be planned, applied or audited is an error.
 *
 * GitLab ignores all but the first case of a name, and reads one failure of a case. So a project that is there several times has a
 * number, and all that is to be said of a project is in one failure.
 */
export function formatJunit(records: readonly ProjectRecord[], { command }: Summary): string {
  const suite = `gitlab-job-token-scope ${command}`;
  const names = new Map<string, number>();
  let failures = 0;
  let errors = 0;
  const cases = records.map((record) => {
    const description = describeRecord(record);
    const name = toUniqueName(clip(toPrintable(description.title), maxLineLength), names);
    const element = toElement(record, description);
    if (element === "failure") failures++;
    if (element === "error") errors++;
    return formatCase(suite, name, element, description);
  });
  const counts = `name="${suite}" tests="${cases.length}" failures="${failures}" errors="${errors}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites ${counts}>
  <testsuite ${counts}>
${cases.map((text) => `${text}\n`).join("")}  </testsuite>
</testsuites>
`;
}

function toUniqueName(name: string, names: Map<string, number>): string {
  const number = (names.get(name) ?? 0) + 1;
  names.set(name, number);
  return number === 1 ? name : toUniqueName(`${name} #${number}`, names);
}

function toElement({ error }: ProjectRecord, { status }: RecordDescription): "error" | "failure" | "" {
  if (error !== undefined) return "error";
  return status === "changed" || status === "unchanged" ? "" : "failure";
}

function formatCase(
  suite: string,
  name: string,
  element: "error" | "failure" | "",
  { headline, lines }: RecordDescription,
): string {
  const attributes = `classname="${suite}" name="${escapeText(name)}"`;
  const shown = lines.slice(0, maxLines).map((line) => formatLine(line));
  if (lines.length > maxLines)
    shown.push(`  and ${count(lines.length - maxLines, "more line", "more lines")}`);
  const body = shown.map(escapeText).join("\n");
  if (element !== "") {
    const message = escapeText(clip(toPrintable(headline), maxLineLength));
    return `    <testcase ${attributes}>\n      <${element} message="${message}">${body}</${element}>\n    </testcase>`;
  }
  if (lines.length === 0) return `    <testcase ${attributes}/>`;
  return `    <testcase ${attributes}>\n      <system-out>${body}</system-out>\n    </testcase>`;
}

function formatLine(line: string): string {
  return `${line.charAt(0)} ${clip(toPrintable(line.slice(1)), maxLineLength)}`;
}

/** XML has no way to write control characters, of which none is left here. */
function escapeText(text: string): string {
  return text.replaceAll(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
