import { buildCommand } from "@stricli/core";
import type { ChangeOptions, FleetOptions } from "../commands/options.js";
import type { RunOptions } from "../fleet/run.js";
import type { Selection } from "../fleet/subjects.js";
import type { CommandLineContext } from "./act.js";
import {
  allowOpen,
  change,
  concurrency,
  connection,
  docs,
  fleetRun,
  format,
  list,
  selection,
  storedPlan,
  targets,
  yes,
} from "./options.js";

type Verbose = { readonly verbose?: boolean };
type SelectionOptions = Omit<Selection, "projects"> & Verbose;

const projects = list("their full paths, IDs or global IDs", "project");
const selectionAliases = { g: "group", f: "file" } as const;
const states = { brief: "desired states, in YAML or JSON", placeholder: "file", parse: String } as const;

export const exportCommand = buildCommand<FleetOptions & SelectionOptions, string[], CommandLineContext>({
  docs: docs(
    "print a file of desired states that says what is",
    "export group/app group/library",
    "export --group group > job-token-scopes.yml",
  ),
  parameters: {
    flags: { ...selection, ...concurrency, ...connection },
    positional: projects,
    aliases: selectionAliases,
  },
  func(options, ...names) {
    return this.act(async (context) =>
      (await import("../commands/export.js")).exportStates(context, names, options),
    );
  },
});

export const planCommand = buildCommand<FleetOptions & RunOptions & Verbose, [string], CommandLineContext>({
  docs: docs(
    "show what would change for projects to be as a file says",
    "plan job-token-scopes.yml",
    "plan job-token-scopes.yml --report plan.ndjson",
    'plan job-token-scopes.yml --shard "$CI_NODE_INDEX/$CI_NODE_TOTAL" --report "plan-$CI_NODE_INDEX.ndjson"',
  ),
  parameters: {
    flags: { ...fleetRun, ...format, ...connection },
    positional: { kind: "tuple", parameters: [states] },
  },
  func(options, file) {
    return this.act(async (context) => (await import("../commands/plan.js")).plan(context, file, options));
  },
});

export const applyCommand = buildCommand<
  ChangeOptions & FleetOptions & RunOptions & Verbose & { readonly plan?: string },
  [string?],
  CommandLineContext
>({
  docs: docs(
    "change projects to be as a file says, or as was planned",
    "apply job-token-scopes.yml",
    "apply --plan plan.ndjson --yes --report apply.ndjson",
    "apply job-token-scopes.yml --yes --resume apply.ndjson",
  ),
  parameters: {
    flags: { ...storedPlan, ...yes, ...allowOpen, ...change, ...fleetRun, ...format, ...connection },
    positional: { kind: "tuple", parameters: [{ ...states, optional: true }] },
    aliases: { y: "yes" },
  },
  func(options, file) {
    return this.act(async (context) => (await import("../commands/apply.js")).apply(context, file, options));
  },
});

export const auditCommand = buildCommand<
  FleetOptions & RunOptions & SelectionOptions & { readonly targets: boolean },
  string[],
  CommandLineContext
>({
  docs: docs(
    "report open projects, entries that cannot be seen, full lists and differences",
    "audit group/app",
    "audit --group group --format json",
    "audit --file job-token-scopes.yml",
  ),
  parameters: {
    flags: { ...selection, ...targets, ...fleetRun, ...format, ...connection },
    positional: projects,
    aliases: selectionAliases,
  },
  func(options, ...names) {
    return this.act(async (context) => (await import("../commands/audit.js")).audit(context, names, options));
  },
});
