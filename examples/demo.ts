/** Builds the packages, and runs the walkthrough. It imports what is built only after that. */
import { spawnSync } from "node:child_process";
import { usage } from "./walkthrough/usage.ts";

const args = process.argv.slice(2);
if (args.includes("--help") || args.includes("-h")) {
  console.log(usage);
} else {
  console.error("Building the packages (about a minute the first time) …");
  const { status, stdout } = spawnSync("turbo", ["run", "build", "--output-logs=errors-only"], {
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" },
  });
  if (status === 0) {
    await import("./walkthrough.ts");
  } else {
    console.error(stdout);
    process.exitCode = status ?? 1;
  }
}
