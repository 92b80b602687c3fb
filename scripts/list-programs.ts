import { runCommand } from "./lib/command.ts";
import { listPrograms } from "./list-programs/command.ts";

await runCommand(listPrograms);
