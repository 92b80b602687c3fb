import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "../lib/command.ts";
import { firstLine } from "../lib/first-line.ts";
import { renderOutputs } from "./outputs.ts";

/** Fails when a file generated from `spec/openapi.yaml` is out of date. */
export const checkGenerated: Command = async (_args, { cwd, log, error }) => {
  try {
    const outputs = await renderOutputs(cwd);
    const stale = outputs.filter(({ file, content }) => {
      const path = resolve(cwd, file);
      return !existsSync(path) || readFileSync(path, "utf8") !== content;
    });
    for (const { file } of stale) {
      const source = file.endsWith("/version.ts") ? "package.json" : "spec/openapi.yaml";
      error(`check:generated: ${file} is out of date with ${source}. Run \`pnpm generate\`.`);
    }
    if (stale.length > 0) return 1;
    log(`check:generated: ${outputs.length} files are up to date with spec/openapi.yaml`);
    return 0;
  } catch (reason) {
    error(`check:generated: ${firstLine(reason)}`);
    return 1;
  }
};
