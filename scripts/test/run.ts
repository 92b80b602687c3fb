import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const command = fileURLToPath(new URL("../check-upstream.ts", import.meta.url));

/** How the script ended and what it printed. */
export interface Result {
  readonly code: number | null;
  readonly out: string;
  /** The lines of standard error. */
  readonly problems: readonly string[];
}

/** Runs the script as a process of its own, on the fixtures unless told otherwise. */
export function checkUpstream(
  source: string,
  { deviations = fixture("deviations.yaml") } = {},
): Promise<Result> {
  const args = [command, "--spec", fixture("ours.yaml"), "--deviations", deviations, source];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, (_error, out, err) =>
      resolve({ code: child.exitCode, out, problems: err.split("\n").filter((line) => line !== "") }),
    );
  });
}

/** The path of a fixture. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));
}

/** Writes a file that is gone after the test. */
export async function writeTemporary(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "check-upstream-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "file.yaml");
  await writeFile(file, text);
  return file;
}
