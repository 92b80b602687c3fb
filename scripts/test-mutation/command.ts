import { availableParallelism } from "node:os";
import { relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Command } from "../lib/command.ts";
import { firstLine } from "../lib/first-line.ts";
import { hashFile, type MutationRecord, readRecord, writeRecord } from "./record.ts";
import { listSurvivors, reportTarget } from "./report.ts";
import { runMutants } from "./run-mutants.ts";
import { summarize } from "./summarize.ts";
import { listSources, targets } from "./targets.ts";

const usage = `Usage: pnpm test:mutation [PATH...] [--changed] [--skip-static] [--report] [--concurrency N]

Changes the sources in small ways, one at a time, and runs the tests that execute the changed code: at least one should fail.
Records the results, lists the changes that no test noticed, and fails if the score of a target is below its minimum.

  PATH             only sources in these files and directories
  --changed        only sources that have no result yet, or have changed since
  --skip-static    skips code that runs when a module is loaded, which takes half of the time
  --report         runs nothing, and prints what is recorded
  --concurrency N  how many changed copies are tested at the same time (default: the number of processors)`;

/** Measures whether the tests notice mistakes in the sources. Has to run at the root of the repository. */
export const testMutation: Command = async (args, { cwd, log, error }) => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        changed: { type: "boolean", default: false },
        "skip-static": { type: "boolean", default: false },
        report: { type: "boolean", default: false },
        concurrency: { type: "string", default: String(availableParallelism()) },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) {
      log(usage);
      return 0;
    }
    const sources = await Promise.all(targets.map((target) => listSources(cwd, target)));
    const hashes = new Map<string, string>();
    for (const source of sources.flat()) hashes.set(source, await hashFile(cwd, source));
    const record = keepExisting(await readRecord(cwd), hashes);

    const paths = positionals.map((path) => relative(cwd, resolve(cwd, path)));
    const isIn = (source: string): boolean =>
      paths.length === 0 || paths.some((path) => source === path || source.startsWith(`${path}/`));
    const isChanged = (source: string): boolean => record[source]?.sha256 !== hashes.get(source);
    const selected = sources
      .flat()
      .filter((source) => isIn(source) && (!values.changed || isChanged(source)));
    if (paths.length > 0 && selected.length === 0) throw new Error(`no source in ${paths.join(", ")}`);

    if (!values.report) {
      const concurrency = Number(values.concurrency);
      for (const workspace of new Set(targets.map((target) => target.workspace))) {
        const files = selected.filter((source) => source.startsWith(`${workspace}/`));
        if (files.length === 0) continue;
        const mutants = await runMutants({
          workspace,
          files,
          concurrency,
          ignoreStatic: values["skip-static"],
        });
        for (const file of files) {
          record[file] = { sha256: hashes.get(file) ?? "", ...summarize(file, mutants.get(file) ?? []) };
        }
        await writeRecord(cwd, record);
      }
    }

    for (const source of selected) for (const line of listSurvivors(source, record)) log(line);
    const reports = targets.map((target, index) => reportTarget(target, sources[index] ?? [], record));
    for (const { line } of reports) log(line);
    return reports.every(({ passed }) => passed) ? 0 : 1;
  } catch (reason) {
    error(`test:mutation: ${firstLine(reason)}`);
    return 2;
  }
};

function keepExisting(record: MutationRecord, hashes: ReadonlyMap<string, string>): MutationRecord {
  return Object.fromEntries(Object.entries(record).filter(([source]) => hashes.has(source)));
}
