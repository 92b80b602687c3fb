import { checkUpstream } from "./check-upstream/command.ts";
import { runCommand } from "./lib/command.ts";

await runCommand(checkUpstream);
