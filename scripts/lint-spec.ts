/**
 * Lints GitLab's document and the fixture's own, or the file that is given: Redocly's strict rules, and for GitLab's
 * document ours too.
 */
import { lint } from "@redocly/openapi-core";
import { firstLine } from "./lib/first-line.ts";
import { createLintConfig } from "./lint-spec/config.ts";
import { count } from "./lint-spec/count.ts";

const control = "packages/contract-fixture/openapi/control.yaml";
const args = process.argv.slice(2);

for (const file of args.length > 0 ? args : ["spec/openapi.yaml", control]) {
  try {
    const config = await createLintConfig({ isOfGitLab: !file.endsWith("control.yaml") });
    const problems = await lint({ ref: file, config });
    for (const { ruleId, message, location } of problems) {
      console.error(`lint:spec: ${file}${location[0]?.pointer ?? ""}: ${message} (${ruleId})`);
    }
    if (problems.length > 0) process.exitCode = 1;
    else console.log(`lint:spec: ${file} breaks no rule: ${count(file)}`);
  } catch (error) {
    console.error(`lint:spec: ${file}: ${firstLine(error)}`);
    process.exitCode = 1;
  }
}
