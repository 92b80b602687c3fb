import { type Command, InvalidArgumentError, Option } from "commander";
import { type FormatName, formats } from "../formats.js";

/** How a command's help shows its examples. */
export function addExamples(command: Command, ...examples: readonly string[]): void {
  const lines = examples.map((example) => `  $ gitlab-job-token-scope ${example}`);
  command.addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
}

/** The options of every command that calls GitLab. */
export function addConnection(command: Command): Command {
  return command
    .option("--token-file <file>", "read the token from a file instead of GITLAB_TOKEN")
    .option("--verbose", "say where the address and the token come from, and log each request");
}

export function addFormat(command: Command): Command {
  const names = Object.keys(formats) as FormatName[];
  return command.addOption(
    new Option("--format <format>", "how to print the results").choices(names).default("text"),
  );
}

/** The options of every command that changes something. */
export function addChange(command: Command): Command {
  return command
    .option("--dry-run", "change nothing, and say what would be tried")
    .option("--allow-empty", "allow the last entry of a list to be removed, apart from the project itself")
    .option(
      "--allow-partial",
      "restrict or remove although something that was to be added is missing or was refused",
    );
}

export function addConcurrency(command: Command): Command {
  return command.addOption(
    new Option("--concurrency <number>", "how many projects are under way at a time")
      .argParser(parseCount)
      .default(8),
  );
}

/** The options of runs over many projects. */
export function addRun(command: Command): Command {
  return addConcurrency(command)
    .option("--report <file>", "write a line of JSON for each project as it ends")
    .option("--resume <file>", "go on with a report: leave out what ended well, and write the rest behind it")
    .option("--shard <i/n>", "work on one of n parts of the projects, such as 2/4");
}

/** The options that name projects. */
export function addSelection(command: Command): Command {
  return command
    .option("-g, --group <group...>", "the projects of a group and its subgroups")
    .option("-f, --file <file>", "the projects of a file of desired states");
}

function parseCount(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Expected a number from 1 to 9999.");
}
