import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "../lib/command.ts";
import { firstLine } from "../lib/first-line.ts";
import { renderOutputs } from "./outputs.ts";

/** Writes the files that are generated from `spec/openapi.yaml`: the client's types, its document info and its README. */
export const generate: Command = async (_args, { cwd, log, error }) => {
  try {
    for (const { file, content } of await renderOutputs(cwd)) {
      writeFileSync(resolve(cwd, file), content);
      log(`generate: wrote ${file}`);
    }
    return 0;
  } catch (reason) {
    error(`generate: ${firstLine(reason)}`);
    return 1;
  }
};
