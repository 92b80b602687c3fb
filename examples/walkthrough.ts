/**
 * Each thing one does with a project's CI/CD job token scope, in an order that teaches it. Every call is printed as it
 * stands in the code, with the requests it makes and what comes back.
 */
import { parseArgs } from "node:util";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import { connect } from "./walkthrough/connect.ts";
import { Narrator } from "./walkthrough/narrator.ts";
import { rememberScope } from "./walkthrough/put-back.ts";
import { readSteps, writeSteps } from "./walkthrough/steps.ts";

const usage = `Usage: pnpm demo [--write]

Walks through the job token scope of a project, in a GitLab to test against that is started for it.

With GITLAB_URL, GITLAB_TOKEN and GITLAB_PROJECT it runs against that GitLab, reading only. With --write too it turns
the scope off and on, adds and removes GITLAB_TARGET_PROJECT and GITLAB_TARGET_GROUP, and puts everything back.`;

try {
  const { values } = parseArgs({
    options: { write: { type: "boolean", default: false }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) console.log(usage);
  else await walk(values.write);
} catch (error) {
  report(error);
}

function report(error: unknown): void {
  console.error(`walkthrough: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

async function walk(write: boolean): Promise<void> {
  await using connection = await connect(process.env, write);
  const { url, token, targets } = connection;
  const narrator = new Narrator((line) => console.log(line));
  const open = (fetch: (request: Request) => Promise<Response>) =>
    createGitLab({ url, token, fetch }).project(connection.project);
  const project = open(narrator.fetch);

  narrator.say(`A walk through the job token scope of ${connection.description}`);
  if (targets === undefined) {
    await readSteps(narrator, project);
  } else {
    const putBack = await rememberScope(open(fetch), targets);
    try {
      await writeSteps(narrator, project, targets);
    } finally {
      await putBack().catch(report);
    }
  }
  if (process.exitCode === undefined) narrator.say("\nDone. The scope is as it was before.");
}
