import { checkRuntimes } from "./check-runtimes/command.ts";
import { runCommand } from "./lib/command.ts";

await runCommand(checkRuntimes);
