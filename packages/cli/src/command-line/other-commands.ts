import { buildChoiceParser, buildCommand, buildRouteMap } from "@stricli/core";
import type { FormatName } from "../format-names.js";
import type { CommandLineContext } from "./act.js";
import { docs, format, list } from "./options.js";

const mergeCommand = buildCommand<
  { readonly format: FormatName; readonly report?: string },
  string[],
  CommandLineContext
>({
  docs: docs(
    "merge the reports of all parts of a run, or print one in another format",
    "report merge plan-*.ndjson --report plan.ndjson",
    "report merge audit.ndjson --format json",
  ),
  parameters: {
    flags: {
      report: {
        kind: "parsed",
        parse: String,
        brief: "write the merged report to a file",
        placeholder: "file",
        optional: true,
      },
      ...format,
    },
    positional: list("files that --report has written", "report", 1),
  },
  func(options, ...files) {
    return this.act(async (context) => (await import("../commands/merge.js")).merge(context, files, options));
  },
});

export const reportCommands = buildRouteMap<"merge", CommandLineContext>({
  routes: { merge: mergeCommand },
  docs: { brief: "work with the files of --report" },
});

const shells = ["bash", "zsh", "fish"] as const;

export const completionCommand = buildCommand<
  Record<never, never>,
  [(typeof shells)[number]],
  CommandLineContext
>({
  docs: docs(
    "print a script that makes a shell complete the command",
    "completion bash > ~/.local/share/bash-completion/completions/gitlab-job-token-scope",
    'completion zsh > "$fpath[1]/_gitlab-job-token-scope"',
    "completion fish > ~/.config/fish/completions/gitlab-job-token-scope.fish",
  ),
  parameters: {
    positional: {
      kind: "tuple",
      parameters: [
        {
          brief: shells.join(", "),
          placeholder: "shell",
          parse: buildChoiceParser(shells),
          proposeCompletions: () => [...shells],
        },
      ],
    },
  },
  func(_options, shell) {
    return this.act(async () => (await import("../commands/completion.js")).printCompletion(shell));
  },
});
