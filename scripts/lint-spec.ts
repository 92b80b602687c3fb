/** Lints `spec/openapi.yaml`, or the file that is given: Redocly's strict rules, and our own. */
import { lint } from "@redocly/openapi-core";
import { firstLine } from "./lib/first-line.ts";
import { createLintConfig } from "./lint-spec/config.ts";
import { count } from "./lint-spec/count.ts";

const [file = "spec/openapi.yaml"] = process.argv.slice(2);

try {
  const problems = await lint({ ref: file, config: await createLintConfig() });
  for (const { ruleId, message, location } of problems) {
    console.error(`lint:spec: ${file}${location[0]?.pointer ?? ""}: ${message} (${ruleId})`);
  }
  if (problems.length > 0) process.exitCode = 1;
  else console.log(`lint:spec: ${file} breaks no rule: ${count(file)}`);
} catch (error) {
  console.error(`lint:spec: ${file}: ${firstLine(error)}`);
  process.exitCode = 1;
}
