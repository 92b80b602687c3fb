import { parseArgs } from "node:util";
import type { Command } from "../lib/command.ts";
import { firstLine } from "../lib/first-line.ts";
import { toNode } from "../lib/node.ts";
import { loadDocument } from "../lib/openapi/document.ts";
import { classify } from "./classify.ts";
import { compareFacts } from "./compare.ts";
import { loadDeviations } from "./deviations.ts";
import { listFacts } from "./facts.ts";
import { findOperations } from "./operations.ts";
import { findProse } from "./prose.ts";
import { listProblems, summarize } from "./report.ts";

const published = "https://gitlab.com/gitlab-org/gitlab/-/raw/master/doc/api/openapi/openapi_v3.yaml";

/**
 * Compares the job token scope operations of `spec/openapi.yaml` with those of GitLab's own OpenAPI document, and fails
 * when they differ in a way that `spec/deviations.yaml` does not record. Takes a file or URL of GitLab's document; the
 * default is the published one.
 */
export const checkUpstream: Command = async (args, { cwd, log, error }) => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        spec: { type: "string", default: "spec/openapi.yaml" },
        deviations: { type: "string", default: "spec/deviations.yaml" },
      },
    });
    if (positionals.length > 1)
      throw new Error(`expected at most one file or URL, got ${positionals.length}`);
    const [source = published] = positionals;

    const deviations = await loadDeviations(cwd, values.deviations);
    const ours = await loadDocument(cwd, values.spec);
    const theirs = await loadDocument(cwd, source);
    const ourOperations = findOperations(ours);
    const theirOperations = findOperations(theirs);

    const shared = [...ourOperations].filter(([endpoint]) => theirOperations.has(endpoint));
    const comparisons = shared.flatMap(([endpoint, operation]) => {
      const counterpart = theirOperations.get(endpoint) ?? operation;
      return compareFacts(listFacts(operation, ours.resolve), listFacts(counterpart, theirs.resolve)).map(
        (comparison) => ({ ...comparison, at: `/${operation.node["operationId"]}${comparison.at}` }),
      );
    });
    const prose = findProse(theirs.root);
    const outcome = {
      ...classify(comparisons, deviations),
      shared: shared.length,
      added: [...theirOperations.keys()].filter((endpoint) => !ourOperations.has(endpoint)),
      removed: [...ourOperations.keys()].filter((endpoint) => !theirOperations.has(endpoint)),
      copied: [...findProse(ours.root)].filter((text) => prose.has(text)),
    };

    const info = toNode(theirs.root["info"]);
    const problems = listProblems(outcome);
    log(`check:upstream: ${source} (${info["title"]} ${info["version"]})\n${summarize(outcome)}`);
    for (const problem of problems) error(problem);
    if (problems.length === 0) return 0;
    error(
      `check:upstream: ${problems.length} problems. Fix spec/openapi.yaml, or record the difference and its reason in spec/deviations.yaml.`,
    );
    return 1;
  } catch (reason) {
    error(`check:upstream: ${firstLine(reason)}`);
    return 2;
  }
};
