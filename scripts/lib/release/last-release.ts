import { execFileSync } from "node:child_process";
import type { Context } from "../command.ts";

type GitContext = Pick<Context, "cwd" | "env">;

/** A version that was released. */
export interface Release {
  readonly tag: string;
  readonly version: string;
}

/**
 * Finds the newest release of a package by version, from the git tags of the working directory's repository. Returns
 * `undefined` if there is none.
 *
 * @param name The package's name, which its tags begin with.
 * @throws {Error} When git is not installed, or the directory is not in a repository. The message is one line.
 */
export function findLastRelease(name: string, context: GitContext): Release | undefined {
  // The suffix sorts a prerelease before its release.
  const options = ["-c", "versionsort.suffix=-"];
  const tags = git([...options, "tag", "--sort=-version:refname", "--list", `${name}@*`], context);
  const [tag] = tags.split("\n");
  return tag ? { tag, version: tag.slice(name.length + 1) } : undefined;
}

/**
 * Reads a file as it was released.
 *
 * @param path Relative to the working directory.
 * @throws {Error} When the release has no such file. The message is one line.
 */
export function readReleased({ tag }: Release, path: string, context: GitContext): string {
  return git(["show", `${tag}:./${path}`], context);
}

/**
 * Lists the files of a folder as it was released.
 *
 * @param folder Relative to the working directory, as the listed files are.
 */
export function listReleased({ tag }: Release, folder: string, context: GitContext): string[] {
  return git(["ls-tree", "-r", "--name-only", tag, `${folder}/`], context)
    .split("\n")
    .filter((file) => file !== "");
}

/** Runs git, and returns its output. */
export function git(args: readonly string[], { cwd, env }: GitContext): string {
  try {
    return execFileSync("git", args, {
      cwd,
      env,
      encoding: "utf8",
      stdio: "pipe",
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { code, stderr } = error as { code?: string; stderr?: string };
    const reason = code === "ENOENT" ? "git is not installed" : stderr?.trim().split("\n")[0];
    throw new Error(`${cwd}: ${reason || "git failed"}`, { cause: error });
  }
}
