import { checkBehaviour } from "./check-behaviour/command.ts";
import { runCommand } from "./lib/command.ts";

await runCommand(checkBehaviour);
