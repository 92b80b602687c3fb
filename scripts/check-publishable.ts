import { checkPublishable } from "./check-publishable/command.ts";
import { runCommand } from "./lib/command.ts";

await runCommand(checkPublishable);
