import { resolve } from "node:path";
import { lint } from "@redocly/openapi-core";
import type { Command } from "../lib/command.ts";
import { firstLine } from "../lib/first-line.ts";
import { loadDocument } from "../lib/openapi/document.ts";
import { createLintConfig } from "./config.ts";
import { summarizeDocument } from "./statistics.ts";

const specs = ["spec/openapi.yaml", "packages/contract-fixture/openapi/control.yaml"];

/**
 * Lints the files it is given, or the document of GitLab's API and that of the fixture's control routes. Redocly's strict
 * rules apply to all files, this repository's own rules to GitLab's API only.
 */
export const lintSpec: Command = async (files, { cwd, log, error }) => {
  let status = 0;
  for (const file of files.length > 0 ? files : specs) {
    try {
      const path = resolve(cwd, file);
      const config = await createLintConfig({ isGitLabApi: !file.endsWith("control.yaml") });
      const problems = await lint({ ref: path, config });
      for (const { ruleId, message, location } of problems) {
        error(`lint:spec: ${file}${location[0]?.pointer ?? ""}: ${message} (${ruleId})`);
      }
      if (problems.length > 0) status = 1;
      else log(`lint:spec: ${file}: no problems in ${summarizeDocument(await loadDocument(cwd, file))}`);
    } catch (reason) {
      error(`lint:spec: ${file}: ${firstLine(reason)}`);
      status = 1;
    }
  }
  return status;
};
