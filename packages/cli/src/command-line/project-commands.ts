import { buildCommand } from "@stricli/core";
import type { ChangeOptions, ConnectionOptions } from "../commands/options.js";
import type { FormatName } from "../format-names.js";
import type { CommandLineContext } from "./act.js";
import { change, connection, docs, dryRun, format, list, project, targetGroups, yes } from "./options.js";

type Verbose = { readonly verbose?: boolean };
type TargetOptions = Omit<ChangeOptions, "allowOpen" | "yes"> &
  Verbose & { readonly group?: readonly string[] };

const one = { kind: "tuple", parameters: [project] } as const;
const many = list("the project that is accessed, and then the projects whose jobs it is about", "project", 1);

export const showCommand = buildCommand<
  ConnectionOptions & Verbose & { readonly format: FormatName },
  [string],
  CommandLineContext
>({
  docs: docs("show who may access a project", "show group/app", "show 42 --format json"),
  parameters: { flags: { ...format, ...connection }, positional: one },
  func(options, name) {
    return this.act(async (context) => (await import("../commands/show.js")).show(context, name, options));
  },
});

export const allowCommand = buildCommand<TargetOptions, string[], CommandLineContext>({
  docs: docs(
    "add projects and groups to a project's allowlists",
    "allow group/app group/tool 42",
    "allow group/app --group partner",
    "allow group/app group/tool --dry-run",
  ),
  parameters: {
    flags: { ...targetGroups, ...change, ...format, ...connection },
    positional: many,
    aliases: { g: "group" },
  },
  func(options, name = "", ...targets) {
    return this.act(async (context) =>
      (await import("../commands/allow.js")).allow(context, name, targets, options),
    );
  },
});

export const disallowCommand = buildCommand<TargetOptions, string[], CommandLineContext>({
  docs: docs(
    "remove projects and groups from a project's allowlists",
    "disallow group/app group/old",
    "disallow group/app --group partner --allow-empty",
  ),
  parameters: {
    flags: { ...targetGroups, ...change, ...format, ...connection },
    positional: many,
    aliases: { g: "group" },
  },
  func(options, name = "", ...targets) {
    return this.act(async (context) =>
      (await import("../commands/disallow.js")).disallow(context, name, targets, options),
    );
  },
});

type SettingOptions = Pick<ChangeOptions, "dryRun" | "format" | "tokenFile"> & Verbose;

export const restrictCommand = buildCommand<SettingOptions, [string], CommandLineContext>({
  docs: docs("limit the access to a project to its allowlists", "restrict group/app"),
  parameters: { flags: { ...dryRun, ...format, ...connection }, positional: one },
  func(options, name) {
    return this.act(async (context) =>
      (await import("../commands/setting.js")).restrict(context, name, options),
    );
  },
});

export const openCommand = buildCommand<
  SettingOptions & Pick<ChangeOptions, "yes">,
  [string],
  CommandLineContext
>({
  docs: docs("open a project to the job tokens of every project", "open group/app", "open group/app --yes"),
  parameters: {
    flags: { ...yes, ...dryRun, ...format, ...connection },
    positional: one,
    aliases: { y: "yes" },
  },
  func(options, name) {
    return this.act(async (context) => (await import("../commands/setting.js")).open(context, name, options));
  },
});
