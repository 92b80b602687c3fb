import { execFileSync } from "node:child_process";
import type { Context } from "../lib/command.ts";

/** A released version, and its OpenAPI document. */
export interface Release {
  tag: string;
  version: string;
  document: string;
}

/**
 * Finds the newest release of a package by version, from the git tags of the working directory's repository. Returns
 * `undefined` if there is none.
 *
 * @param name The package's name, which its tags begin with.
 * @param path The document's path, relative to the working directory.
 * @throws {Error} When git is not installed, the directory is not in a repository, or the release has no such document. The
 *   message is one line.
 */
export function findLastRelease(
  name: string,
  path: string,
  context: Pick<Context, "cwd" | "env">,
): Release | undefined {
  // The suffix sorts a prerelease before its release.
  const options = ["-c", "versionsort.suffix=-"];
  const tags = git([...options, "tag", "--sort=-version:refname", "--list", `${name}@*`], context);
  const [tag] = tags.split("\n");
  if (!tag) return undefined;
  const document = git(["show", `${tag}:./${path}`], context);
  return { tag, version: tag.slice(name.length + 1), document };
}

function git(args: readonly string[], { cwd, env }: Pick<Context, "cwd" | "env">): string {
  try {
    return execFileSync("git", args, { cwd, env, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    const { code, stderr } = error as { code?: string; stderr?: string };
    const reason = code === "ENOENT" ? "git is not installed" : stderr?.trim().split("\n")[0];
    throw new Error(`${cwd}: ${reason || "git failed"}`, { cause: error });
  }
}
