import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { array, type InferOutput, number, object, parse, record, string } from "valibot";

const file = "scripts/test-mutation/record.json";

const fileResult = object({
  /** Identifies the text of the source that was mutated. */
  sha256: string(),
  /** How many mutants at least one test noticed. */
  noticed: number(),
  /** How many mutants a comment disables, because they do not change what the code does. */
  equivalent: number(),
  /** How many mutants were skipped, because they are in code that runs when a module is loaded. */
  skipped: number(),
  /** The mutants that no test noticed: their place and what they change. */
  survived: array(string()),
});

export type FileResult = InferOutput<typeof fileResult>;

/** The result of each source file. It is committed, so that a run can be limited to what has changed since. */
export type MutationRecord = Record<string, FileResult>;

export async function readRecord(root: string): Promise<MutationRecord> {
  return parse(record(string(), fileResult), JSON.parse(await readFile(join(root, file), "utf8")));
}

/** Writes the results of the files that still exist. */
export async function writeRecord(root: string, results: MutationRecord): Promise<void> {
  const sorted = Object.fromEntries(Object.entries(results).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(join(root, file), `${JSON.stringify(sorted, null, 2)}\n`);
}

export async function hashFile(root: string, path: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(join(root, path)))
    .digest("hex");
}
