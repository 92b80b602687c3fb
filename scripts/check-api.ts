import { checkApi } from "./check-api/command.ts";
import { runCommand } from "./lib/command.ts";

await runCommand(checkApi);
