import { countTests } from "./count-tests/command.ts";
import { runCommand } from "./lib/command.ts";

await runCommand(countTests);
