import { Argument, type Command } from "commander";
import { addExamples } from "./options.js";
import type { Act } from "./program.js";

/** The commands for completions, which are not part of what is completed: see ../commands/completion.ts. */
export function addCompletionCommands(program: Command, act: Act): void {
  const completion = program
    .command("completion")
    .description("print a script that makes a shell complete the command")
    .addArgument(new Argument("<shell>").choices(["bash", "zsh", "fish"]))
    .action((shell) =>
      act(async ({ describeProgram }) =>
        (await import("../commands/completion.js")).printCompletion(describeProgram(), shell),
      ),
    );
  addExamples(
    completion,
    "completion bash > ~/.local/share/bash-completion/completions/gitlab-job-token-scope",
    'completion zsh > "$fpath[1]/_gitlab-job-token-scope"',
    "completion fish > ~/.config/fish/completions/gitlab-job-token-scope.fish",
  );

  program
    .command("complete", { hidden: true })
    .argument("[words...]")
    .allowUnknownOption()
    .action((words) =>
      act(async ({ describeProgram }) =>
        (await import("../commands/completion.js")).complete(describeProgram(), words),
      ),
    );
}
