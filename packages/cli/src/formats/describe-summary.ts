import type { Summary } from "../summary.js";

const verbs = { plan: "planned", apply: "applied", audit: "audited" } as const;
const changes = { plan: "to change", apply: "changed", audit: "with findings" } as const;

/** The numbers of a run in a sentence. */
export function describeSummary({
  command,
  projects,
  unchanged,
  changed,
  failed,
  findings,
  status,
}: Summary): string {
  const isDryRun = command === "apply" && status === 2;
  const parts = [
    `${changed} ${isDryRun ? "would be changed" : changes[command]}${findings > 0 ? ` (${findings})` : ""}`,
    `${unchanged} unchanged`,
    `${failed} failed`,
  ];
  return `${projects} ${projects === 1 ? "project" : "projects"} ${verbs[command]}: ${parts.join(", ")}`;
}
