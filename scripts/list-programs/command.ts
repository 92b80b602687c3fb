import { parseArgs } from "node:util";
import type { Command } from "../lib/command.ts";
import { firstLine } from "../lib/first-line.ts";
import { findMissing, programs } from "./programs.ts";

/**
 * Prints the programs that tests can use, in one line: the value of `TEST_PROGRAMS`, which is part of the hash of turbo's `test`
 * tasks. After a program has been installed, no result is replayed in which its tests were skipped.
 *
 * `--missing-packages` prints the Debian packages that `.ci/run` installs instead, one per line.
 */
export const listPrograms: Command = async (args, { env, log, error }) => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { "missing-packages": { type: "boolean", default: false } },
    });
    const missing = findMissing(env);
    if (values["missing-packages"]) {
      const packages = missing.flatMap(({ isInstalledByCi, debianPackage }) =>
        isInstalledByCi && debianPackage !== undefined ? [debianPackage] : [],
      );
      for (const name of packages) log(name);
      return 0;
    }
    const found = programs.filter((program) => !missing.includes(program)).map(({ name }) => name);
    log(found.length === 0 ? "none" : found.join(","));
    return 0;
  } catch (reason) {
    error(`list-programs: ${firstLine(reason)}`);
    return 2;
  }
};
