/**
 * Compares the operations of a job token scope in `spec/openapi.yaml` with those of GitLab's own OpenAPI document, and
 * fails when they differ otherwise than `spec/deviations.yaml` records. Takes a file or URL of GitLab's document.
 */
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compare } from "./check-upstream/compare.ts";
import { loadDeviations } from "./check-upstream/deviations.ts";
import { describe } from "./check-upstream/facts.ts";
import { judge } from "./check-upstream/judge.ts";
import { loadDocument } from "./check-upstream/load.ts";
import { findOperations } from "./check-upstream/operations.ts";
import { listProblems, summarise } from "./check-upstream/report.ts";
import { firstLine } from "./lib/first-line.ts";

const published = "https://gitlab.com/gitlab-org/gitlab/-/raw/master/doc/api/openapi/openapi_v3.yaml";

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      spec: { type: "string", default: fromHere("../spec/openapi.yaml") },
      deviations: { type: "string", default: fromHere("../spec/deviations.yaml") },
    },
  });
  if (positionals.length > 1) throw new Error(`one file or URL at most, not ${positionals.length}`);
  const [source = published] = positionals;

  const deviations = await loadDeviations(values.deviations);
  const ours = await loadDocument(values.spec);
  const theirs = await loadDocument(source);
  const ourOperations = findOperations(ours);
  const theirOperations = findOperations(theirs);

  const shared = [...ourOperations].filter(([endpoint]) => theirOperations.has(endpoint));
  const comparisons = shared.flatMap(([endpoint, operation]) => {
    const counterpart = theirOperations.get(endpoint) ?? operation;
    return compare(describe(operation, ours.resolve), describe(counterpart, theirs.resolve)).map(
      (comparison) => ({ ...comparison, at: `/${operation.name}${comparison.at}` }),
    );
  });
  const outcome = {
    ...judge(comparisons, deviations),
    shared: shared.length,
    added: [...theirOperations.keys()].filter((endpoint) => !ourOperations.has(endpoint)),
    copied: [...ours.prose].filter((text) => theirs.prose.has(text)),
    gone: [...ourOperations.keys()].filter((endpoint) => !theirOperations.has(endpoint)),
  };

  const problems = listProblems(outcome);
  console.log(`check:upstream: ${source} (${theirs.name})\n${summarise(outcome)}`);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) {
    console.error(
      `check:upstream: ${problems.length} to look at. Mend spec/openapi.yaml, or record why in spec/deviations.yaml.`,
    );
    process.exitCode = 1;
  }
} catch (error) {
  console.error(`check:upstream: ${firstLine(error)}`);
  process.exitCode = 2;
}

function fromHere(path: string): string {
  return relative(process.cwd(), fileURLToPath(new URL(path, import.meta.url)));
}
