import type { DesiredState } from "@gitlab-job-token-scope/desired-state";
import type { ProjectReference } from "@gitlab-job-token-scope/facade";
import type { ProjectRecord } from "../record.js";

/** A project that a command is to work on. */
export interface Subject {
  readonly reference: ProjectReference;
  readonly id?: number;
  readonly path?: string;
  /** What it should be, if a file says so. */
  readonly state?: DesiredState;
}

/** What every record of a project begins with. What was found out about the project completes what was known. */
export function recordBase(
  gitlab: string,
  { reference, id, path }: Subject,
  found: { readonly id?: number; readonly path?: string } = {},
): Pick<ProjectRecord, "version" | "gitlab" | "project"> {
  const known = { id: found.id ?? id, path: found.path ?? path };
  return {
    version: 1,
    gitlab,
    project: {
      reference,
      ...(known.id !== undefined && { id: known.id }),
      ...(known.path !== undefined && { path: known.path }),
    },
  };
}
