import { checkInputs } from "./check-inputs/command.ts";
import { runCommand } from "./lib/command.ts";

await runCommand(checkInputs);
