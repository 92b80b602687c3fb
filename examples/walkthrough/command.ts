import { parseArgs } from "node:util";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import { connect } from "./connect.ts";
import { Narrator } from "./narrator.ts";
import { prepareRestore } from "./restore.ts";
import { groupSteps, readSteps, writeSteps } from "./steps.ts";
import { usage } from "./usage.ts";

/** The environment of the walkthrough, and its output. */
export interface Context {
  readonly env: NodeJS.ProcessEnv;
  /** Whether the output has colors. */
  readonly color: boolean;
  log(line: string): void;
  error(line: string): void;
}

/**
 * Demonstrates every feature of the SDK. Prints each call as it is in the code, with the requests it sends and the result.
 *
 * @returns The exit status.
 */
export async function runWalkthrough(args: readonly string[], context: Context): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { write: { type: "boolean", default: false }, help: { type: "boolean", short: "h" } },
    });
    if (values.help) context.log(usage);
    else await runSteps(values.write, context);
    return 0;
  } catch (reason) {
    context.error(`walkthrough: ${reason instanceof Error ? reason.message : reason}`);
    return 1;
  }
}

async function runSteps(write: boolean, { env, color, log }: Context): Promise<void> {
  await using connection = await connect(env, write);
  const { url, token, targets } = connection;
  const narrator = new Narrator(log, color);
  const open = (fetch: (request: Request) => Promise<Response>) => createGitLab({ url, token, fetch });
  const gitlab = open(narrator.fetch);
  const project = gitlab.project(connection.project);

  narrator.print(`The job token scope of ${connection.description}`);
  if (targets === undefined) {
    await readSteps(narrator, project);
  } else {
    const original = open(fetch).project(connection.project);
    await using _original = { [Symbol.asyncDispose]: await prepareRestore(original, targets) };
    await writeSteps(narrator, project, targets);
  }
  if (connection.group !== undefined) await groupSteps(narrator, gitlab.group(connection.group));
  narrator.print("Done. The original state is restored.");
}
