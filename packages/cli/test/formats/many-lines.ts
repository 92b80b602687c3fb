import type { ProjectRecord } from "../../src/record.js";

/** A plan that adds a number of projects, a line for each. */
export function planWithLines(lines: number): ProjectRecord {
  const changes = Array.from(
    { length: lines },
    (_, i) => ({ action: "add", kind: "project", id: i + 1 }) as const,
  );
  const project = { id: 1 };
  const plan = {
    version: 1,
    gitlab: "",
    project,
    changes,
    unchanged: [],
    missing: [],
    warnings: [],
  } as const;
  return { version: 1, gitlab: "", command: "plan", project: { reference: 1 }, plan };
}
