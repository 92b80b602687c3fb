import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Command, Context } from "../lib/command.ts";
import { listPublicPackages, type PublicPackage } from "../lib/packages.ts";
import { isAtLeast, requiredBump } from "../lib/release/bump.ts";
import { findLastRelease, listReleased, readReleased } from "../lib/release/last-release.ts";
import { type PendingRelease, readPendingBump, readPendingReleases } from "../lib/release/pending.ts";
import { compareReports, formatChange, impactOf } from "./compare.ts";
import { type ApiReport, renderReports } from "./report.ts";

const help = `Usage: pnpm check:api [--update]

Compares the public API of each package, which has to be built, with packages/*/api/*.api.md, where it is recorded, and
fails if they differ. --update records it.

Compares what is recorded with the last release, the newest git tag NAME@VERSION, and fails if the pending changesets are
too small: what is new needs a minor release, what is removed or changed a major one (in 0.x a minor one).`;

/** Compares the public API of the packages with what is recorded, and what is recorded with the last release. */
export const checkApi: Command = async (args, context) => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { update: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
    if (values.help) {
      context.log(help);
      return 0;
    }
    const pending = await readPendingReleases(context.cwd);
    const problems: string[] = [];
    let count = 0;
    for (const each of listPublicPackages(context.cwd)) {
      const reports = await renderReports(context.cwd, each);
      count += reports.length;
      const folder = apiFolder(each.directory);
      if (values.update) await write(context.cwd, folder, reports);
      else problems.push(...(await compareWithRecord(context.cwd, folder, reports)));
      problems.push(...compareWithRelease(each, reports, pending, context));
    }
    for (const problem of problems) context.error(`check:api: ${problem}`);
    if (problems.length > 0) return 1;
    context.log(
      `check:api: the public API of ${count} entries is ${values.update ? "recorded" : "as recorded"}`,
    );
    return 0;
  } catch (reason) {
    context.error(`check:api: ${reason instanceof Error ? reason.message : reason}`);
    return 2;
  }
};

async function write(root: string, folder: string, reports: readonly ApiReport[]): Promise<void> {
  await rm(join(root, folder), { recursive: true, force: true });
  for (const { file, text } of reports) {
    await mkdir(join(root, folder), { recursive: true });
    await writeFile(join(root, file), text);
  }
}

async function compareWithRecord(
  root: string,
  folder: string,
  reports: readonly ApiReport[],
): Promise<string[]> {
  const recorded = await readdir(join(root, folder)).catch(() => []);
  const files = new Set([...recorded.map((name) => `${folder}/${name}`), ...reports.map(({ file }) => file)]);
  const advice = "Run `pnpm check:api --update`, and review the difference.";
  const problems: string[] = [];
  for (const file of files) {
    const before = await readFile(join(root, file), "utf8").catch(() => "");
    const after = reports.find((report) => report.file === file)?.text ?? "";
    if (before === after) continue;
    const state =
      before === "" ? "missing" : after === "" ? "of an entry that does not exist" : "out of date";
    problems.push(`${file} is ${state}:\n${formatChange(compareReports(before, after))}\n${advice}`);
  }
  return problems;
}

function compareWithRelease(
  { name, version, directory }: PublicPackage,
  reports: readonly ApiReport[],
  pending: readonly PendingRelease[],
  context: Context,
): string[] {
  const release = findLastRelease(name, context);
  if (release === undefined) return [];
  const released = listReleased(release, apiFolder(directory), context);
  // Before the first release with reports.
  if (released.length === 0) return [];
  const files = new Set([...released, ...reports.map(({ file }) => file)]);
  const changes = [...files].map((file) =>
    compareReports(
      released.includes(file) ? readReleased(release, file, context) : "",
      reports.find((report) => report.file === file)?.text ?? "",
    ),
  );
  const change = {
    added: changes.flatMap(({ added }) => added),
    removed: changes.flatMap(({ removed }) => removed),
  };
  const required = requiredBump(impactOf(change), release.version);
  const actual = readPendingBump(pending, {
    name,
    releasedVersion: release.version,
    currentVersion: version,
  });
  if (isAtLeast(actual, required)) return [];
  const found = actual === "none" ? "no changeset" : `only a ${actual} changeset`;
  return [
    `${name} differs from ${release.tag}:\n${formatChange(change)}\nThis needs a ${required} changeset, and there is ${found}. Run \`pnpm changeset\`, or restore what was removed.`,
  ];
}

function apiFolder(directory: string): string {
  return `${directory}/api`;
}
