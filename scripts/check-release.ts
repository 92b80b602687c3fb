import { checkRelease } from "./check-release/command.ts";
import { runCommand } from "./lib/command.ts";

await runCommand(checkRelease);
