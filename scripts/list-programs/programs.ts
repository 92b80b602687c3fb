import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** A program or library that some tests need, and without which they are skipped. */
export interface Program {
  readonly name: string;
  /** The Debian package that has it. */
  readonly debianPackage?: string;
  /** Whether `.ci/run` installs the package. Others are too large, or their tests are of little value. */
  readonly isInstalledByCi: boolean;
  /** Whether the tests would find it. */
  isFound(env: NodeJS.ProcessEnv): boolean;
}

/** Whether a command exists and ends with status 0. */
function runs(command: string, ...args: string[]): Program["isFound"] {
  return (env) => spawnSync(command, args, { env, stdio: "ignore" }).status === 0;
}

/** The same checks as in the tests. A program that is looked for in another way may be taken for missing, or for present. */
export const programs: readonly Program[] = [
  {
    name: "chromium",
    debianPackage: "chromium",
    isInstalledByCi: true,
    isFound: (env) =>
      [env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser"].some(
        (path) => path !== undefined && existsSync(path),
      ),
  },
  {
    name: "curl",
    debianPackage: "curl",
    isInstalledByCi: true,
    isFound: runs("bash", "-c", "((BASH_VERSINFO[0] >= 4)) && curl --help all | grep -q -e --json"),
  },
  { name: "wget", debianPackage: "wget", isInstalledByCi: true, isFound: runs("wget", "--version") },
  { name: "rsync", debianPackage: "rsync", isInstalledByCi: true, isFound: runs("rsync", "--version") },
  {
    name: "python3-gitlab",
    debianPackage: "python3-gitlab",
    isInstalledByCi: true,
    isFound: runs("/usr/bin/python3", "-c", "import gitlab"),
  },
  {
    name: "ruby-grape",
    debianPackage: "ruby-grape",
    isInstalledByCi: true,
    isFound: runs("ruby", "-e", "require 'grape'"),
  },
  {
    name: "ruby-webrick",
    debianPackage: "ruby-webrick",
    isInstalledByCi: true,
    isFound: runs("ruby", "-e", "require 'rack/handler/webrick'"),
  },
  {
    name: "ruby-gitlab",
    debianPackage: "ruby-gitlab",
    isInstalledByCi: true,
    isFound: runs("ruby", "-e", "require 'gitlab'"),
  },
  { name: "strace", debianPackage: "strace", isInstalledByCi: true, isFound: runs("strace", "--version") },
  {
    name: "java",
    debianPackage: "default-jdk-headless",
    isInstalledByCi: false,
    isFound: runs("java", "--version"),
  },
  { name: "go", debianPackage: "golang-go", isInstalledByCi: false, isFound: runs("go", "version") },
  {
    name: "openapi-python-client",
    isInstalledByCi: false,
    isFound: (env) =>
      runs("openapi-python-client", "--version")(env) && runs("python3", "-c", "import httpx, attrs")(env),
  },
];

/** Lists the programs that are missing. */
export function findMissing(env: NodeJS.ProcessEnv): Program[] {
  return programs.filter(({ isFound }) => !isFound(env));
}
