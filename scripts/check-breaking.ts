import { checkBreaking } from "./check-breaking/command.ts";
import { runCommand } from "./lib/command.ts";

await runCommand(checkBreaking);
