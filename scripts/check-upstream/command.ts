import { parseArgs } from "node:util";
import type { Command } from "../lib/command.ts";
import { firstLine } from "../lib/first-line.ts";
import { toNode } from "../lib/node.ts";
import { dereference } from "../lib/openapi/dereference.ts";
import { loadDocument } from "../lib/openapi/document.ts";
import { classify } from "./classify.ts";
import { compareDocuments } from "./compare-documents.ts";
import { loadDeviations } from "./deviations.ts";
import { findOurOperations, findTheirOperations, renameRecords } from "./operations.ts";
import { findProse } from "./prose.ts";
import { isInOperation, listProblems, operationOf, summarize } from "./report.ts";

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
    // Also where GitLab's document has nothing to compare with, our references have to exist.
    dereference(ours);
    const theirs = await loadDocument(cwd, source);
    const { title, version } = toNode(theirs.root["info"]);
    const operations = findOurOperations(ours);
    const theirOperations = findTheirOperations(theirs, operations);
    const comparisons = compareDocuments(
      { document: ours, operations },
      { document: theirs, operations: theirOperations },
    );
    const prose = findProse(theirs.root);
    const outcome = {
      ...values,
      ...classify(comparisons, renameRecords(deviations, theirOperations)),
      endpoints: new Map(
        operations.map(({ name, operation }) => [name, `${operation.method} ${operation.path}`]),
      ),
      recordedOperations: new Set([...deviations.keys()].filter(isInOperation).map(operationOf)),
      copied: [...findProse(ours.root)].filter((text) => prose.has(text)),
    };

    const problems = listProblems(outcome);
    log(`check:upstream: ${source} (${title} ${version})\n${summarize(outcome)}`);
    for (const problem of problems) error(problem);
    if (problems.length === 0) return 0;
    error(`check:upstream: ${problems.length} ${problems.length === 1 ? "problem" : "problems"}`);
    return 1;
  } catch (reason) {
    error(`check:upstream: ${firstLine(reason)}`);
    return 2;
  }
};
