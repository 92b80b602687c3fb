import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Command } from "../lib/command.ts";
import { firstLine } from "../lib/first-line.ts";
import { findMentions, inComments, inTitles } from "./mentions.ts";
import { listProblems } from "./problems.ts";
import { readRows } from "./rows.ts";

/**
 * Compares `docs/gitlab-behaviour.md` with the contract fixture: each fact needs a source and a test that names it, and each
 * fact that a test or the model names must exist.
 */
export const checkBehaviour: Command = async (args, { cwd, log, error }) => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        document: { type: "string", default: "docs/gitlab-behaviour.md" },
        model: { type: "string", default: "packages/contract-fixture/src" },
        tests: {
          type: "string",
          multiple: true,
          // The rows of `verify` are data. A test with the title of the row tries each of them.
          default: ["packages/contract-fixture/test", "packages/contract-fixture/src/verify/rows"],
        },
      },
    });
    const { document } = values;
    const rows = readRows(await readFile(resolve(cwd, document), "utf8"));
    if (rows.length === 0) throw new Error(`${document} has no table`);
    const mentions = values.tests.map((folder) => findMentions(cwd, folder, inTitles));
    const titles = (await Promise.all(mentions)).flat();
    const comments = await findMentions(cwd, values.model, inComments);

    const problems = listProblems({ document, rows, titles, comments });
    for (const problem of problems) error(`check:behaviour: ${problem}`);
    if (problems.length > 0) return 1;
    log(
      `check:behaviour: ${rows.length} facts, each with a source and a test; ${titles.length} mentions in test titles, ${comments.length} in the model`,
    );
    return 0;
  } catch (reason) {
    error(`check:behaviour: ${firstLine(reason)}`);
    return 2;
  }
};
