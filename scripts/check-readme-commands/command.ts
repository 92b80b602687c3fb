import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "../lib/command.ts";
import { maintained, type NodeRelease, unmaintained } from "../lib/node-releases.ts";
import { readNpmSettings } from "../lib/npm-settings.ts";
import { runProgram } from "../lib/run-program.ts";
import { findProblem, readCommands } from "./commands.ts";
import { installNodes } from "./nodes.ts";
import { createReader, type Reader } from "./reader.ts";

/**
 * Runs the commands below "Try it" in the README, each time in a fresh clone, with Node 18.20 and the latest 20, 22, 24 and 26. The
 * clones share turbo's cache with the repository, so the tasks of a commit whose tests have run are only replayed: what depends on
 * the reader's Node is what starts them. The arguments limit the versions: `18` or `18.20.8`.
 */
export const checkReadmeCommands: Command = async (args, context) => {
  const { cwd, env, log, error } = context;
  const folder = await mkdtemp(join(tmpdir(), "check-readme-commands-"));
  const remove = (path: string): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 3 });
  let failures = 0;
  try {
    const commands = readCommands(await readFile(join(cwd, "README.md"), "utf8"));
    const releases = selectReleases(args);
    const settings = await readNpmSettings(context);
    if ((await runProgram("git", ["status", "--porcelain"], { cwd, env })) !== "") {
      log("check:readme-commands: the clones lack the changes that are not committed");
    }
    for (const { version, bin } of await installNodes(join(folder, "nodes"), releases, env)) {
      const own = join(folder, version);
      const report = (text: unknown): string => `check:readme-commands: Node ${version}: ${text}`;
      try {
        const reader = await createReader(own, bin, settings, context);
        log(report(await runAll(reader, commands)));
      } catch (reason) {
        failures++;
        error(report(reason instanceof Error ? reason.message : reason));
      } finally {
        await remove(own);
      }
    }
    return failures === 0 ? 0 : 1;
  } catch (reason) {
    error(`check:readme-commands: ${reason instanceof Error ? reason.message : reason}`);
    return 1;
  } finally {
    await remove(folder);
  }
};

/** Selects the releases that the arguments name. Without arguments, all of them. */
export function selectReleases(args: readonly string[]): NodeRelease[] {
  const all = [...unmaintained, ...maintained];
  const isSelected = (version: string, arg: string): boolean => `${version}.`.startsWith(`${arg}.`);
  const unknown = args.filter((arg) => !all.some(({ version }) => isSelected(version, arg)));
  if (unknown.length > 0) throw new Error(`Node ${unknown.join(", ")}: not one of the versions to check`);
  return all.filter(({ version }) => args.length === 0 || args.some((arg) => isSelected(version, arg)));
}

/**
 * Runs commands one after the other, and returns them with their durations.
 *
 * @throws {Error} If a command fails, warns, or does not print what it should.
 */
export async function runAll(reader: Reader, commands: readonly string[]): Promise<string> {
  const durations: string[] = [];
  for (const command of commands) {
    const start = Date.now();
    const output = await reader.run(command);
    const problem = findProblem(command, output);
    if (problem !== undefined) throw new Error(`${command}: ${problem}\n${output}`);
    durations.push(`${command} (${((Date.now() - start) / 1000).toFixed(0)} s)`);
  }
  return durations.join(", ");
}
