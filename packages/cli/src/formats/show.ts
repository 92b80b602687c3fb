import type { Audit } from "@gitlab-job-token-scope/desired-state";
import type { Colors } from "../output/colors.js";
import { nameOf } from "../output/name-of.js";
import { formatTable } from "../output/table.js";

/** One project for people: the setting, and who is allowed. */
export function formatShow(
  { project, inboundEnabled, projects, groups, free }: Audit,
  colors: Colors,
): string {
  const name = colors.bold(nameOf(project));
  const setting = inboundEnabled
    ? colors.green("restricted: only job tokens of the projects and groups below can access it")
    : colors.red("open: job tokens of every project can access it, whatever is listed below");
  const entries = [...projects, ...groups];
  const rows = [
    ["KIND", "ID", "PATH"],
    ["project", String(project.id), "(the project itself)"],
    ...entries.map(({ kind, id, path = "" }) => [kind, String(id), path]),
  ];
  const table = formatTable(rows, (cell, _column, row) => (row === 0 ? colors.bold(cell) : cell));
  const room = colors.dim(`room for ${free.projects} more projects and ${free.groups} more groups`);
  return `${name}\n${setting}\n\n${table}\n\n${room}\n`;
}
