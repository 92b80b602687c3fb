import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Context } from "../command.ts";
import { toNode } from "../node.ts";
import type { PublicPackage } from "../packages.ts";
import { git, type Release, readReleased } from "./last-release.ts";

/** Files of a package that its users do not notice. */
const unnoticed = /^(?:test|api)\/|\.md$|^tsconfig[^/]*\.json$/;
/** Fields of package.json that its users do not notice, and the version. */
const unnoticedFields = ["version", "scripts", "devDependencies", "keywords", "description"];

/** Lists the files of a package that differ from its last release, in the work tree, and that its users may notice. */
export function listChangedFiles(
  { directory }: PublicPackage,
  release: Release,
  context: Pick<Context, "cwd" | "env">,
): string[] {
  const differing = git(["diff", "--name-only", "--relative", release.tag, "--", directory], context);
  const untracked = git(["ls-files", "--others", "--exclude-standard", "--", directory], context);
  return `${differing}${untracked}`
    .split("\n")
    .filter((file) => file !== "" && !unnoticed.test(file.slice(directory.length + 1)))
    .filter((file) => file !== `${directory}/package.json` || isNoticed(file, release, context));
}

function isNoticed(file: string, release: Release, context: Pick<Context, "cwd" | "env">): boolean {
  const path = join(context.cwd, file);
  const after = existsSync(path) ? readFileSync(path, "utf8") : "{}";
  return !isDeepStrictEqual(readFields(readReleased(release, file, context)), readFields(after));
}

function readFields(text: string): [string, unknown][] {
  return Object.entries(toNode(JSON.parse(text))).filter(([field]) => !unnoticedFields.includes(field));
}
