import type { Command } from "commander";
import { addChange, addConnection, addExamples, addFormat } from "./options.js";
import type { Act } from "./program.js";

const projectHelp = "its full path, ID or global ID";
const yesHelp = "do not ask before something is changed";

/** The commands for one project. */
export function addProjectCommands(program: Command, act: Act): void {
  const show = program
    .command("show")
    .description("show who may access a project")
    .argument("<project>", projectHelp)
    .action((project, options) =>
      act(async (context) => (await import("../commands/show.js")).show(context, project, options)),
    );
  addConnection(addFormat(show));
  addExamples(show, "show group/app", "show 42 --format json");

  const allow = program
    .command("allow")
    .description("add projects and groups to a project's allowlists")
    .argument("<project>", `the project that is accessed: ${projectHelp}`)
    .argument("[targets...]", "the projects whose jobs may access it")
    .option("-g, --group <group...>", "groups whose projects' jobs may access it")
    .action((project, targets, options) =>
      act(async (context) =>
        (await import("../commands/allow.js")).allow(context, project, targets, options),
      ),
    );
  addConnection(addFormat(addChange(allow)));
  addExamples(
    allow,
    "allow group/app group/tool 42",
    "allow group/app --group partner",
    "allow group/app group/tool --dry-run",
  );

  const disallow = program
    .command("disallow")
    .description("remove projects and groups from a project's allowlists")
    .argument("<project>", `the project that is accessed: ${projectHelp}`)
    .argument("[targets...]", "the projects whose jobs may no longer access it")
    .option("-g, --group <group...>", "groups whose projects' jobs may no longer access it")
    .action((project, targets, options) =>
      act(async (context) =>
        (await import("../commands/disallow.js")).disallow(context, project, targets, options),
      ),
    );
  addConnection(addFormat(addChange(disallow)));
  addExamples(disallow, "disallow group/app group/old", "disallow group/app --group partner --allow-empty");

  const restrict = program
    .command("restrict")
    .description("limit access to a project to its allowlists")
    .argument("<project>", projectHelp)
    .option("--dry-run", "change nothing, and say what would be tried")
    .action((project, options) =>
      act(async (context) => (await import("../commands/setting.js")).restrict(context, project, options)),
    );
  addConnection(addFormat(restrict));
  addExamples(restrict, "restrict group/app");

  const open = program
    .command("open")
    .description("open a project to the job tokens of every project")
    .argument("<project>", projectHelp)
    .option("--dry-run", "change nothing, and say what would be tried")
    .option("-y, --yes", yesHelp)
    .action((project, options) =>
      act(async (context) => (await import("../commands/setting.js")).open(context, project, options)),
    );
  addConnection(addFormat(open));
  addExamples(open, "open group/app", "open group/app --yes");
}
