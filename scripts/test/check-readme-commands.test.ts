import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkReadmeCommands, runAll, selectReleases } from "../check-readme-commands/command.ts";
import { findProblem, readCommands } from "../check-readme-commands/commands.ts";
import { createReader, type Reader } from "../check-readme-commands/reader.ts";
import { createDirectory, replaceOnce, root, run } from "./helpers.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");
const commands = readCommands(readme);
const [demo = "", tests = ""] = commands;

test("the README has two commands, without their comments", () => {
  expect(commands).toEqual([
    expect.stringMatching(/^npx -y pnpm@[\d.]+ demo$/),
    expect.stringMatching(/^npx -y pnpm@[\d.]+ test$/),
  ]);
});

test.for([
  ["no longer has the section", "## Try it", "## Start"],
  ["lacks a command", tests, ""],
  ["has a third command", demo, `npm install\n${demo}`],
  ["runs another script", `${tests} `, `${tests}:fast `],
] as const)("fails if the README %s", async ([, from, to]) => {
  const cwd = await createDirectory({ "README.md": replaceOnce(readme, from, to) });
  const { status, stderr } = await run(checkReadmeCommands, [], { cwd });
  expect([status, stderr]).toEqual([
    1,
    expect.stringMatching(/^check:readme-commands: README\.md: the commands below "Try it"/),
  ]);
});

describe("the output of a command", () => {
  const counts = "scripts: 4 tests passed\n7 passed, 0 failed, 1 skipped (not installed: go)\n";

  test.for([
    ["the end of the demo", demo, "1. Get\nDone. The original state is restored.\n"],
    ["the counts", tests, counts],
    [
      "what the package node causes",
      demo,
      ".../node@24.21.0/node_modules/node preinstall: (node:1) [DEP0190] DeprecationWarning: x\nDone.\n",
    ],
    ["a warning of a test", tests, `@scope/scripts:test: (node:1) ExperimentalWarning: x\n${counts}`],
  ] as const)("passes with %s", ([, command, output]) => {
    expect(findProblem(command, output)).toBeUndefined();
  });

  test.for([
    ["a demo that stops early", demo, "1. Get\n", /lacks/],
    ["no counts", tests, "scripts: 4 tests passed\n", /lacks/],
    ["no tests", tests, "0 passed, 0 failed, 0 skipped\n", /lacks/],
    ["a failed test", tests, "7 passed, 1 failed, 0 skipped\n", /lacks/],
    ["ten failed tests", tests, "7 passed, 10 failed, 0 skipped\n", /lacks/],
    ["npm's warning of an engine", demo, "npm warn EBADENGINE x\nDone.\n", /warns: npm warn EBADENGINE x$/],
    ["pnpm's warning of an engine", tests, `a\n WARN  Unsupported engine: x\n${counts}`, /Unsupported/],
    ["a deprecation", demo, "(node:1) [DEP0040] DeprecationWarning: x\nDone.\n", /DEP0040/],
    [
      "another install script's warning",
      demo,
      ".../x/node_modules/x preinstall: (node:1) [DEP0190] DeprecationWarning: x\nDone.\n",
      /DEP0190/,
    ],
    ["an experiment", demo, "(node:1) ExperimentalWarning: x\nDone.\n", /Experimental/],
  ] as const)("fails with %s", ([, command, output, problem]) => {
    expect(findProblem(command, output)).toMatch(problem);
  });

  test("is reported with the command and its problem", async () => {
    const reader: Reader = {
      run: async (command) => (command === demo ? "Done.\n" : "1 passed, 2 failed\n"),
    };
    await expect(runAll(reader, [demo])).resolves.toBe(`${demo} (0 s)`);
    await expect(runAll(reader, commands)).rejects.toThrow(/test: its output lacks .*\n1 passed, 2 failed/);
  });
});

describe("the versions of Node", () => {
  const select = (...args: string[]) => selectReleases(args).map(({ version }) => version.split(".")[0]);

  test("are those that the README promises, or those of the arguments", () => {
    expect(select()).toEqual(["18", "20", "22", "24", "26"]);
    expect(select("26", "18.20")).toEqual(["18", "26"]);
    expect(select("20.20.2")).toEqual(["20"]);
  });

  test.for(["2", "18.2", "16", "x"])("%s is refused", async (version) => {
    const { status, stderr } = await run(checkReadmeCommands, ["18", version]);
    expect([status, stderr]).toEqual([
      1,
      `check:readme-commands: Node ${version}: not one of the versions to check\n`,
    ]);
  });
});

describe("a reader", { tags: ["slow", "mutants"] }, () => {
  const settings = { registry: "https://registry.example/", certificates: "/certificates.pem" };
  const bin = dirname(process.execPath);

  /** A repository with one commit and one change, and its reader. */
  async function create(env: NodeJS.ProcessEnv): Promise<{ folder: string; root: string; reader: Reader }> {
    const repository = await createDirectory({ "committed.txt": "" });
    const git = (...args: string[]): void => {
      const author = [
        "-c",
        "user.name=test",
        "-c",
        "user.email=test@example.com",
        "-c",
        "commit.gpgsign=false",
      ];
      execFileSync("git", [...author, ...args], { cwd: repository, stdio: "pipe" });
    };
    git("init", "--quiet", "--template=");
    git("add", ".");
    git("commit", "--quiet", "--message", "change");
    await writeFile(join(repository, "changed.txt"), "");
    const folder = await createDirectory();
    return {
      folder,
      root: repository,
      reader: await createReader(folder, bin, settings, { cwd: repository, env }),
    };
  }

  test("has what is committed, in a directory of its own, and an empty home", async () => {
    const { folder, reader } = await create(process.env);
    expect(await reader.run("pwd; ls; ls -A ~; echo ~; command -v node")).toBe(
      `${join(folder, "repository")}\ncommitted.txt\n${join(folder, "home")}\n${join(bin, "node")}\n`,
    );
  });

  test("has its Node first, the registry, turbo's cache, and no other environment", async () => {
    const path = ["/usr/bin", "/bin", "/x/node_modules/.bin"].join(delimiter);
    const {
      folder,
      root: repository,
      reader,
    } = await create({ PATH: path, GITLAB_URL: "x", CHROMIUM: "/c" });
    const lines = (await reader.run("env")).trim().split("\n");
    // The shell sets these.
    const own = lines.filter((line) => !/^(?:_|PWD|OLDPWD|SHLVL)=/.test(line));
    expect(own.sort()).toEqual([
      "CHROMIUM=/c",
      `HOME=${join(folder, "home")}`,
      "NODE_EXTRA_CA_CERTS=/certificates.pem",
      `PATH=${[bin, "/usr/bin", "/bin"].join(delimiter)}`,
      `TURBO_CACHE_DIR=${join(repository, ".turbo", "cache")}`,
      "npm_config_registry=https://registry.example/",
      `npm_config_store_dir=${join(folder, "../pnpm-store")}`,
    ]);
  });

  test("uses the same cache as turbo if that is in another place", async () => {
    const { root: repository, reader } = await create({ ...process.env, TURBO_CACHE_DIR: "cache" });
    expect(await reader.run("echo $TURBO_CACHE_DIR")).toBe(`${join(repository, "cache")}\n`);
  });

  test("reports a command that fails, with its output", async () => {
    const { reader } = await create(process.env);
    await expect(reader.run("echo out; echo err >&2; exit 3")).rejects.toThrow(
      /status 3\n(?:out\nerr|err\nout)$/,
    );
  });
});
