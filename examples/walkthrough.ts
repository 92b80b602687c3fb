import { runWalkthrough } from "./walkthrough/command.ts";

process.exitCode = await runWalkthrough(process.argv.slice(2), {
  env: process.env,
  log: (line) => console.log(line),
  error: (line) => console.error(line),
});
