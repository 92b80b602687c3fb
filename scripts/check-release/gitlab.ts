import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** What the READMEs' examples mention. */
const seed = {
  projects: [
    { id: 1, path: "group/app" },
    { id: 2, path: "group/library" },
    { id: 42, path: "group/tool" },
  ],
  groups: [
    { id: 6, path: "group" },
    { id: 7, path: "partner" },
  ],
};

/** A GitLab that the READMEs' examples call. */
export interface GitLab extends AsyncDisposable {
  readonly url: string;
  readonly token: string;
}

/** Starts the fixture of a repository, which has to be built. */
export async function startGitLab(root: string, folder: string): Promise<GitLab> {
  const file = join(folder, "seed.json");
  await writeFile(file, JSON.stringify(seed));
  const program = join(root, "packages/contract-fixture/bin/contract-fixture.js");
  const args = [program, "--ready-json", "--exit-on-stdin-close", "--seed", file];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "ignore"] });
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    once(child, "close").then(() => {
      throw new Error("the fixture did not start");
    }),
  ]);
  const { url, token }: { url: string; token: string } = JSON.parse(String(line));
  return {
    url,
    token,
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, "close");
    },
  };
}
