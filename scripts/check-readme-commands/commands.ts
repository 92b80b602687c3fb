import { findCodeBlocks } from "../lib/code-blocks.ts";

/** What has to be in the output of a command, by the script that it runs. */
const expected: Readonly<Record<string, RegExp>> = {
  demo: /^Done\b/m,
  test: /^[1-9]\d* passed, 0 failed\b/m,
};
/** What a newcomer would stumble on. */
const warning = /EBADENGINE|unsupported engine|(?:deprecation|experimental)warning/i;
/** What turbo writes before each line of a task. Tasks run with the Node version of the workspace. */
const task = /^@[\w-]+\/[\w-]+:\w+: /;
/** The install script of the package `node`, which uses a shell: Node 24 and later warn, and we cannot change it. */
const known = /\/node_modules\/node preinstall: .*\[DEP0190\]/;

/**
 * Reads the commands below "Try it" in the README.
 *
 * @throws {Error} If they are not two, for the demo and for the tests.
 */
export function readCommands(readme: string): string[] {
  const [, section = ""] = readme.split(/^## Try it$/m);
  const [block = ""] = findCodeBlocks(section, "sh");
  const commands = block
    .split("\n")
    .map((line) => line.replace(/\s+#.*/, ""))
    .filter((line) => line !== "");
  if (String(commands.map(toScript)) !== String(Object.keys(expected))) {
    throw new Error(
      `README.md: the commands below "Try it" are not those for demo and test: ${JSON.stringify(commands)}`,
    );
  }
  return commands;
}

/** Finds out what is wrong with the output of a command that ended with status 0. */
export function findProblem(command: string, output: string): string | undefined {
  const warnings = output
    .split("\n")
    .filter((line) => warning.test(line) && !task.test(line) && !known.test(line));
  if (warnings.length > 0) return `it warns: ${warnings.join("\n")}`;
  const pattern = expected[toScript(command)];
  return pattern === undefined || pattern.test(output) ? undefined : `its output lacks ${pattern}`;
}

function toScript(command: string): string {
  return command.split(" ").at(-1) ?? "";
}
