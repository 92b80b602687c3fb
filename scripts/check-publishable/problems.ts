import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "../lib/command.ts";
import { isNode, toList } from "../lib/node.ts";
import type { PublicPackage } from "../lib/packages.ts";
import { git } from "../lib/release/last-release.ts";
import type { PendingRelease } from "../lib/release/pending.ts";

/** Tells why nothing of a repository can be published as it is. */
export function findRepositoryProblems(
  pending: readonly PendingRelease[],
  context: Pick<Context, "cwd" | "env">,
): string[] {
  const problems: string[] = [];
  const [change, ...others] = git(["status", "--porcelain"], context).split("\n").filter(Boolean);
  if (change !== undefined) {
    const more = others.length > 0 ? ` and ${others.length} more` : "";
    problems.push(`the work tree has changes: ${change.slice(3)}${more}. Commit what is to be published.`);
  }
  const names = new Set(pending.map(({ name }) => name));
  if (names.size > 0) {
    problems.push(
      `changesets are pending for ${[...names].join(", ")}. Run \`pnpm version-packages\`, and commit the result.`,
    );
  }
  return problems;
}

/** Finds a file that package.json names and that does not exist, or the missing folder that everything is compiled into. */
export function findMissingFile({ manifest, directory }: PublicPackage, root: string): string | undefined {
  const compiled = toList(manifest["files"]).filter((file) => file === "dist");
  const files = [manifest["exports"], manifest["bin"], compiled].flatMap(listStrings);
  return files.find((file) => !existsSync(join(root, directory, file)));
}

function listStrings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return isNode(value) || Array.isArray(value) ? Object.values(value).flatMap(listStrings) : [];
}
