/**
 * Compares `docs/gitlab-behaviour.md` with the contract fixture: each fact has a test that names it and a source, and what
 * tests and the model name is a fact.
 */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { listProblems } from "./check-behaviour/judge.ts";
import { findMentions, inComments, inTitles } from "./check-behaviour/mentions.ts";
import { readRows } from "./check-behaviour/rows.ts";
import { firstLine } from "./lib/first-line.ts";

try {
  const { values } = parseArgs({
    options: {
      document: { type: "string", default: "docs/gitlab-behaviour.md" },
      model: { type: "string", default: "packages/contract-fixture/src" },
      tests: { type: "string", default: "packages/contract-fixture/test" },
    },
  });
  const { document } = values;
  const rows = readRows(await readFile(document, "utf8"));
  if (rows.length === 0) throw new Error(`${document} has no table`);
  const titles = await findMentions(values.tests, inTitles);
  const comments = await findMentions(values.model, inComments);

  const problems = listProblems({ document, rows, titles, comments });
  for (const problem of problems) console.error(`check:behaviour: ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
  else {
    console.log(
      `check:behaviour: ${rows.length} facts, each with a source and a test: named ${titles.length} times in titles, ${comments.length} times in the model`,
    );
  }
} catch (error) {
  console.error(`check:behaviour: ${firstLine(error)}`);
  process.exitCode = 2;
}
