import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { git } from "../lib/release/last-release.ts";
import { runProgram } from "../lib/run-program.ts";

/** A repository that a release is tried in. */
export interface WorkTree {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Runs git. */
  git(...args: string[]): string;
  /** Commits everything. */
  commit(message: string): void;
}

/** What a release consists of, and what makes it: pathspecs of git, and the inputs of the task in turbo.json. */
const paths = [
  ":(glob)*.json",
  ":(glob)*.yaml",
  ":(glob)*/package.json",
  ".changeset",
  ".gitignore",
  "README.md",
  "packages",
  "scripts",
  "spec",
  ":(exclude)packages/*/test/*",
  ":(exclude)scripts/test/*",
];

/**
 * Copies the files of a repository that make a release, those that are not committed included, into a new repository, and installs
 * its tools there.
 */
export async function copyWorkTree(root: string, cwd: string, env: NodeJS.ProcessEnv): Promise<WorkTree> {
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ...paths];
  const files = git(list, { cwd: root, env });
  for (const file of new Set(files.split("\0").filter(Boolean))) {
    await mkdir(dirname(join(cwd, file)), { recursive: true });
    await copyFile(join(root, file), join(cwd, file)).catch((error: NodeJS.ErrnoException) => {
      // It is deleted, but not committed.
      if (error.code !== "ENOENT") throw error;
    });
  }
  const author = ["-c", "user.name=check-release", "-c", "user.email=check-release@example.com"];
  const tree: WorkTree = {
    cwd,
    env,
    git: (...args) =>
      git([...author, "-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false", ...args], { cwd, env }),
    commit(message) {
      tree.git("add", "--all");
      tree.git("commit", "--quiet", "--message", message);
    },
  };
  tree.git("init", "--quiet", "--initial-branch=main", "--template=");
  // `changeset publish` creates tags.
  tree.git("config", "user.name", "check-release");
  tree.git("config", "user.email", "check-release@example.com");
  tree.commit("Copy the work tree");
  const workspaces = [".", "./packages/*", "./scripts"].flatMap((filter) => ["--filter", filter]);
  const options = ["--frozen-lockfile", "--prefer-offline", "--ignore-scripts"];
  await runProgram("pnpm", ["install", ...options, ...workspaces], { cwd, env });
  return tree;
}
