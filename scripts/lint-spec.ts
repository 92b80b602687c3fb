import { runCommand } from "./lib/command.ts";
import { lintSpec } from "./lint-spec/command.ts";

await runCommand(lintSpec);
