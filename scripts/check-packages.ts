import { checkPackages } from "./check-packages/command.ts";
import { runCommand } from "./lib/command.ts";

await runCommand(checkPackages);
