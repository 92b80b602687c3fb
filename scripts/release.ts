import { runCommand } from "./lib/command.ts";
import { release } from "./release/command.ts";

await runCommand(release);
