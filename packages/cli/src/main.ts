import { run } from "./run.js";

// Not process.exit(): what is written to a pipe could be lost.
process.exitCode = await run(process.argv.slice(2), process);
