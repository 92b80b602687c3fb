import type { Command } from "commander";
import { addExamples, addFormat } from "./options.js";
import type { Act } from "./program.js";

/** The commands that work with files. */
export function addReportCommands(program: Command, act: Act): void {
  const report = program.command("report").description("work with the reports of --report");
  const merge = report
    .command("merge")
    .description("merge the reports of all parts of a run, or print one in another format")
    .argument("<reports...>", "files that --report has written")
    .option("--report <file>", "write the merged report to a file")
    .action((files, options) =>
      act(async (context) => (await import("../commands/merge.js")).merge(context, files, options)),
    );
  addFormat(merge);
  addExamples(
    merge,
    "report merge plan-*.ndjson --report plan.ndjson",
    "report merge audit.ndjson --format json",
  );
}
