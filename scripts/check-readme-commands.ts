import { checkReadmeCommands } from "./check-readme-commands/command.ts";
import { runCommand } from "./lib/command.ts";

await runCommand(checkReadmeCommands);
