import { checkChangesets } from "./check-changesets/command.ts";
import { runCommand } from "./lib/command.ts";

await runCommand(checkChangesets);
