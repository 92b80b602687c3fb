import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "../lib/command.ts";
import { bundlers } from "./bundlers.ts";
import { chromium } from "./chromium.ts";
import { createProject } from "./project.ts";
import { type Results, runAll } from "./run-all.ts";
import { runtimes } from "./runtimes.ts";
import { formatTable, replaceTable } from "./table.ts";
import { startTarget } from "./target.ts";
import { workerd } from "./workerd.ts";

/** The README that has the table. */
const readme = "packages/facade/README.md";

/**
 * Packs the packages, installs them in an empty project, and runs one suite on every supported runtime and with every bundler. The
 * table of the README has to name what was run; `--write` makes it.
 */
export const checkRuntimes: Command = async (args, { cwd, log, error }) => {
  const all = [...runtimes, workerd, ...(chromium === undefined ? [] : [chromium]), ...bundlers];
  const dependencies = [...new Set(all.flatMap((runtime) => runtime.dependencies))];
  const project = await createProject(cwd, dependencies);
  let results: Results;
  try {
    await using server = await startTarget();
    results = await runAll(server, all, project, { log, error });
  } finally {
    await rm(project.directory, { recursive: true, force: true });
  }
  if (results.failures > 0) return 1;
  if (chromium === undefined) {
    log("check:runtimes: skipped Chromium, which is not installed, and the table of the README");
    return 0;
  }
  const path = join(cwd, readme);
  const text = await readFile(path, "utf8");
  const table = replaceTable(text, formatTable(results.passed));
  if (args.includes("--write")) await writeFile(path, table);
  else if (normalize(table) !== normalize(text)) {
    error(`check:runtimes: ${readme} does not name what was run; pnpm check:runtimes --write does it`);
    return 1;
  }
  return 0;
};

/** Without the formatter's spaces and dashes. */
function normalize(text: string): string {
  return text.replace(/ +|-+/g, " ");
}
