import { runCommand } from "./lib/command.ts";
import { testStress } from "./test-stress/command.ts";

await runCommand(testStress);
