import { spawnSync } from "node:child_process";
import { checkPublishable } from "../check-publishable/command.ts";
import type { Command } from "../lib/command.ts";

/**
 * Publishes each package whose version is not in the registry yet, and tags it, after it has checked that nothing is missing. The
 * arguments are those of `changeset publish`.
 */
export const release: Command = async (args, context) => {
  const run = (file: string, ...rest: readonly string[]): number =>
    spawnSync(file, rest, { cwd: context.cwd, env: context.env, stdio: "inherit" }).status ?? 1;

  const status = await checkPublishable(["--unbuilt"], context);
  if (status !== 0) return status;
  const built = run("turbo", "run", "build", "--output-logs=errors-only");
  if (built !== 0) return built;
  // Each package checks once more that it can be published, and builds.
  return run("changeset", "publish", ...args);
};
