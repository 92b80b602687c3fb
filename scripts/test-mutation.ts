import { runCommand } from "./lib/command.ts";
import { testMutation } from "./test-mutation/command.ts";

await runCommand(testMutation);
