import { generate } from "./generate/command.ts";
import { runCommand } from "./lib/command.ts";

await runCommand(generate);
