import { checkGenerated } from "./generate/check.ts";
import { runCommand } from "./lib/command.ts";

await runCommand(checkGenerated);
