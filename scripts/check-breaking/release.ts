import { execFileSync } from "node:child_process";

/** A released version and the document that it was made from. */
export interface Release {
  tag: string;
  version: string;
  document: string;
}

/**
 * The newest release of a package by version, from the git tags of the working directory's repository; `undefined` when
 * there is none.
 *
 * @param name the package's name, which its tags begin with
 * @param path the document's path, relative to the working directory
 * @throws Error in one line when git is missing, this is no repository, or the release has no such document
 */
export function lastRelease(name: string, path: string): Release | undefined {
  // A prerelease comes before its release.
  const sorted = ["-c", "versionsort.suffix=-", "tag", "--sort=-version:refname", "--list", `${name}@*`];
  const [tag] = git(...sorted).split("\n");
  if (!tag) return undefined;
  return { tag, version: tag.slice(name.length + 1), document: git("show", `${tag}:./${path}`) };
}

function git(...args: string[]): string {
  try {
    return execFileSync("git", args, { encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    const { code, stderr } = error as { code?: string; stderr?: string };
    const reason = code === "ENOENT" ? "git is not installed" : stderr?.trim().split("\n")[0];
    throw new Error(`${process.cwd()}: ${reason || "git failed"}`, { cause: error });
  }
}
