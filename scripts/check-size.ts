import { checkSize } from "./check-size/command.ts";
import { runCommand } from "./lib/command.ts";

await runCommand(checkSize);
