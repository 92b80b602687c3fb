import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkUpstream } from "../../check-upstream/command.ts";
import { createDirectory, type Result, run, toLines } from "../helpers.ts";

/** The result of `check:upstream`. */
export interface UpstreamResult extends Omit<Result, "stderr"> {
  /** The lines of standard error. */
  readonly problems: readonly string[];
}

/** Compares a document with the fixtures. */
export async function check(
  source: string,
  { deviations = fixture("deviations.yaml") } = {},
): Promise<UpstreamResult> {
  const { status, stdout, stderr } = await run(checkUpstream, listArguments(source, deviations));
  return { status, stdout, problems: toLines(stderr) };
}

/** The arguments of the command that compares a document with the fixtures. */
export function listArguments(source: string, deviations: string = fixture("deviations.yaml")): string[] {
  return ["--spec", fixture("ours.yaml"), "--deviations", deviations, source];
}

/** The path of a fixture. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
}

/** Writes a file that is removed after the test. */
export async function writeTemporary(text: string): Promise<string> {
  return join(await createDirectory({ "file.yaml": text }), "file.yaml");
}
