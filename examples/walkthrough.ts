import { runWalkthrough } from "./walkthrough/command.ts";

process.exitCode = await runWalkthrough(process.argv.slice(2), {
  env: process.env,
  // Also respects NO_COLOR.
  color: process.stdout.isTTY && process.stdout.hasColors(),
  log: (line) => console.log(line),
  error: (line) => console.error(line),
});
