import { appendFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listPublicPackages } from "../lib/packages.ts";
import { ProgramError, runProgram } from "../lib/run-program.ts";
import type { WorkTree } from "./work-tree.ts";

/** Fails if a command of pnpm succeeds, or fails for another reason than expected. */
export async function expectRefusal(
  tree: Pick<WorkTree, "cwd" | "env">,
  args: readonly string[],
  reason: string,
  folder = "",
): Promise<void> {
  const options = { cwd: join(tree.cwd, folder), env: tree.env };
  const output = await runProgram("pnpm", args, options).catch((error: unknown) => {
    if (error instanceof ProgramError) return error;
    throw error;
  });
  const command = `pnpm ${args.join(" ")}${folder && ` in ${folder}`}`;
  if (typeof output === "string") throw new Error(`${command} succeeded, but: ${reason}`);
  if (!output.output.includes(reason))
    throw new Error(`${command} failed without "${reason}":\n${output.output}`);
}

const publishByHand = ["publish", "--no-git-checks"];

/** Before `pnpm version-packages`. */
export async function expectPendingRefused(tree: WorkTree): Promise<void> {
  await expectRefusal(tree, ["release"], "changesets are pending");
}

/** Before the packages are built. */
export async function expectUnbuiltRefused(tree: WorkTree): Promise<void> {
  const [first] = listPublicPackages(tree.cwd);
  await expectRefusal(tree, publishByHand, "is missing. Run `pnpm build`.", first?.directory);
}

/** A file that is not committed. */
export async function expectDirtyRefused(tree: WorkTree): Promise<void> {
  const [first] = listPublicPackages(tree.cwd);
  if (first === undefined) return;
  const file = join(tree.cwd, first.directory, "src", "not-committed.ts");
  await writeFile(file, "export const notCommitted = true;\n");
  await expectRefusal(tree, ["release"], "the work tree has changes");
  await expectRefusal(tree, publishByHand, "the work tree has changes", first.directory);
  await rm(file);
}

/** After the release: a change that is committed without a changeset. */
export async function expectUncoveredRefused(tree: WorkTree): Promise<void> {
  for (const { directory } of listPublicPackages(tree.cwd)) {
    await appendFile(join(tree.cwd, directory, "src", "index.ts"), "\n// A change.\n");
  }
  tree.commit("Change the sources");
  for (const command of ["release", "check:changesets"]) {
    await expectRefusal(tree, [command], "and there is no changeset");
  }
}
