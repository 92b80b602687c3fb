import { type Application, buildApplication, buildRouteMap, text_en } from "@stricli/core";
import type { CommandLineContext } from "./act.js";
import { applyCommand, auditCommand, exportCommand, planCommand } from "./fleet-commands.js";
import { completionCommand, reportCommands } from "./other-commands.js";
import {
  allowCommand,
  disallowCommand,
  openCommand,
  restrictCommand,
  showCommand,
} from "./project-commands.js";

const name = "gitlab-job-token-scope";

const description = `Shows, plans, applies and audits who may access GitLab projects with a CI/CD job token.

EXAMPLES
  $ ${name} show group/app
  $ ${name} allow group/app group/tool
  $ ${name} export --group group > job-token-scopes.yml
  $ ${name} plan job-token-scopes.yml
  $ ${name} apply job-token-scopes.yml
  $ ${name} apply --help

ENVIRONMENT
  GITLAB_URL    the address of GitLab; in a pipeline CI_SERVER_URL is used without it
  GITLAB_TOKEN  an access token with the scope api, or read_api for commands that only read
  Without a token, that of glab is used if there is one.

EXIT STATUS
  0   done
  1   something failed for at least one project, the run was interrupted, or output could not be written
  2   the plan has changes, or the audit has findings
  64  the arguments, the environment or a file is not valid; nothing was sent to GitLab`;

/** All commands. What they do is loaded when one runs, so that `--help` takes no time. */
export const application: Application<CommandLineContext> = buildApplication<CommandLineContext>(
  buildRouteMap({
    routes: {
      show: showCommand,
      allow: allowCommand,
      disallow: disallowCommand,
      restrict: restrictCommand,
      open: openCommand,
      export: exportCommand,
      plan: planCommand,
      apply: applyCommand,
      audit: auditCommand,
      report: reportCommands,
      completion: completionCommand,
    },
    docs: { brief: "job token scopes of GitLab projects", fullDescription: description },
  }),
  {
    name,
    scanner: { caseStyle: "allow-kebab-for-camel", allowArgumentEscapeSequence: true },
    documentation: { disableAnsiColor: true, onlyRequiredInUsageLine: true },
    localization: { text: { ...text_en, exceptionWhileRunningCommand: String } },
    versionInfo: { getCurrentVersion: async () => (await import("../version.js")).version },
  },
);
