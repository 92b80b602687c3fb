import type { Command } from "commander";
import {
  addChange,
  addConcurrency,
  addConnection,
  addExamples,
  addFormat,
  addRun,
  addSelection,
} from "./options.js";
import type { Act } from "./program.js";

/** The commands for many projects. */
export function addFleetCommands(program: Command, act: Act): void {
  const exported = program
    .command("export")
    .description("print a file of desired states that says what is")
    .argument("[projects...]", "their full paths, IDs or global IDs")
    .action((projects, options) =>
      act(async (context) =>
        (await import("../commands/export.js")).exportStates(context, projects, options),
      ),
    );
  addConnection(addConcurrency(addSelection(exported)));
  addExamples(exported, "export group/app group/library", "export --group group > job-token-scopes.yml");

  const plan = program
    .command("plan")
    .description("show what would change for projects to be as a file says")
    .argument("<file>", "desired states, in YAML or JSON")
    .action((file, options) =>
      act(async (context) => (await import("../commands/plan.js")).plan(context, file, options)),
    );
  addConnection(addRun(addFormat(plan)));
  addExamples(
    plan,
    "plan job-token-scopes.yml",
    "plan job-token-scopes.yml --report plan.ndjson",
    'plan job-token-scopes.yml --shard "$CI_NODE_INDEX/$CI_NODE_TOTAL" --report "plan-$CI_NODE_INDEX.ndjson"',
  );

  const apply = program
    .command("apply")
    .description("change projects to be as a file says, or as was planned")
    .argument("[file]", "desired states, in YAML or JSON")
    .option("--plan <report>", "apply what plan --report has written")
    .option("-y, --yes", "do not ask before something is changed")
    .option("--allow-open", "allow projects to be opened to the job tokens of every project")
    .action((file, options) =>
      act(async (context) => (await import("../commands/apply.js")).apply(context, file, options)),
    );
  addConnection(addRun(addFormat(addChange(apply))));
  addExamples(
    apply,
    "apply job-token-scopes.yml",
    "apply --plan plan.ndjson --yes --report apply.ndjson",
    "apply job-token-scopes.yml --yes --resume apply.ndjson",
  );

  const audit = program
    .command("audit")
    .description("report open projects, entries that cannot be seen, full lists and differences")
    .argument("[projects...]", "their full paths, IDs or global IDs")
    .option("--no-targets", "do not look up each entry, which takes a request for each")
    .action((projects, options) =>
      act(async (context) => (await import("../commands/audit.js")).audit(context, projects, options)),
    );
  addConnection(addRun(addFormat(addSelection(audit))));
  addExamples(
    audit,
    "audit group/app",
    "audit --group group --format json",
    "audit --file job-token-scopes.yml",
  );
}
