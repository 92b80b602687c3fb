import { readFile } from "node:fs/promises";
import { parseDesiredState } from "@gitlab-job-token-scope/desired-state";
import type { GitLab } from "@gitlab-job-token-scope/facade";
import { usageError } from "../command-error.js";
import { describeFileError } from "../file-error.js";
import { projectKey } from "../project-key.js";
import type { Subject } from "./subject.js";

/** Where the projects of a command are named. */
export interface Selection {
  /** Arguments. */
  readonly projects: readonly string[];
  /** `--group` */
  readonly group?: readonly string[];
  /** `--file` */
  readonly file?: string;
}

/** @throws {CommandError} If the file cannot be read. @throws {DesiredStateError} If it is not valid. */
export async function readStates(file: string): Promise<Subject[]> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw describeFileError(file, error);
  }
  return parseDesiredState(text, { fileName: file }).map((state) => ({ reference: state.project, state }));
}

/**
 * Lists the selected projects, each once as far as their names tell. Groups are read while the work proceeds.
 *
 * @throws {CommandError} If none is selected, or the file cannot be read.
 */
export async function selectSubjects(
  gitlab: GitLab,
  { projects, group = [], file }: Selection,
): Promise<{ readonly subjects: AsyncIterable<Subject>; readonly total?: number }> {
  if (projects.length + group.length === 0 && file === undefined) {
    throw usageError("Name projects, or give --group or --file.");
  }
  // Wrong references are reported before anything is sent.
  for (const project of projects) gitlab.project(project);
  const groups = group.map((reference) => gitlab.group(reference));
  const named: Subject[] = [
    ...(file === undefined ? [] : await readStates(file)),
    ...projects.map((reference) => ({ reference })),
  ];
  async function* list(): AsyncGenerator<Subject> {
    yield* named;
    for (const one of groups) {
      for await (const { id, path } of one.projects()) yield { reference: id, id, path };
    }
  }
  const subjects = distinct(list());
  return groups.length > 0 ? { subjects } : { subjects, total: new Set(named.map(keyOf)).size };
}

async function* distinct(subjects: AsyncIterable<Subject>): AsyncGenerator<Subject> {
  const seen = new Set<string>();
  for await (const subject of subjects) {
    const keys = [keyOf(subject), ...(subject.path === undefined ? [] : [projectKey(subject.path)])];
    if (!keys.some((key) => seen.has(key))) yield subject;
    for (const key of keys) seen.add(key);
  }
}

function keyOf({ reference }: Subject): string {
  return projectKey(reference);
}
