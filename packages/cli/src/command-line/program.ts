import { Command } from "commander";
import type { Context } from "../context.js";
import type { ExitStatus } from "../exit-status.js";
import { addFleetCommands } from "./fleet-commands.js";
import { addProjectCommands } from "./project-commands.js";
import { addReportCommands } from "./report-commands.js";

/** Runs what a command line asks for, and takes down the status with which it ended. */
export type Act = (work: (context: Context) => Promise<ExitStatus>) => Promise<void>;

const name = "gitlab-job-token-scope";

/** Describes all commands. What they do is loaded when one runs, so that `--help` takes no time. */
export function buildProgram(act: Act, write: { out(text: string): void; err(text: string): void }): Command {
  const program = new Command(name)
    .description("Shows, plans, applies and audits who may access GitLab projects with a CI/CD job token.")
    .usage("<command> [options]")
    .exitOverride()
    .configureOutput({ writeOut: write.out, writeErr: write.err })
    .option("-v, --version", "print the version");
  addProjectCommands(program, act);
  addFleetCommands(program, act);
  addReportCommands(program, act);
  program.addHelpText("after", help);
  return program;
}

const help = `
Examples:
  $ ${name} show group/app
  $ ${name} allow group/app group/tool
  $ ${name} export --group group > job-token-scopes.yml
  $ ${name} plan job-token-scopes.yml
  $ ${name} apply job-token-scopes.yml
  $ ${name} <command> --help

Environment:
  GITLAB_URL    the address of GitLab; in a pipeline CI_SERVER_URL is used without it
  GITLAB_TOKEN  an access token with the scope api, or read_api for commands that only read
  Without a token, that of glab is used if there is one.

Exit status:
  0   done
  1   something failed for at least one project, the run was interrupted, or output could not be written
  2   the plan has changes, or the audit has findings
  64  the arguments, the environment or a file is not valid; nothing was sent to GitLab`;
