import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { checkInputs } from "../check-inputs/command.ts";
import { createDirectory, run } from "./helpers.ts";

/** strace cannot trace what another strace does: `pnpm check:inputs` runs this test as well. */
const processStatus = "/proc/self/status";
const isTraced = existsSync(processStatus) && !/^TracerPid:\s+0$/m.test(readFileSync(processStatus, "utf8"));
const canTrace = !isTraced && spawnSync("strace", ["--version"]).status === 0;

/** Runs a task of a repository, `check`, whose declared inputs are `declared/**`. */
async function check(
  command: string,
  options: string[] = [],
  { tasks = { "//#check": { inputs: ["declared/**"], outputs: ["out/**"] } } as object, scripts = {} } = {},
): Promise<{ status: number; output: string }> {
  const cwd = await createDirectory({
    "package.json": JSON.stringify({
      name: "root",
      packageManager: "pnpm@10.34.9",
      scripts: { ...scripts, check: command },
    }),
    "pnpm-workspace.yaml": "packages: [packages/*]\n",
    "pnpm-lock.yaml": "lockfileVersion: '9.0'\nimporters:\n  .: {}\n",
    "turbo.json": JSON.stringify({ tasks }),
    "declared/a.txt": "a",
    "other/b.txt": "b",
    "other/c.txt": "c",
    "node_modules/library/c.txt": "c",
  });
  execFileSync("git", ["init", "--quiet"], { cwd });
  const { status, stdout, stderr } = await run(checkInputs, ["check", ...options], { cwd });
  return { status, output: stdout + stderr };
}

describe.skipIf(!canTrace)("with strace", { tags: ["slow", "mutants"] }, () => {
  test("a task may read its inputs, its outputs, libraries and what it has created", async () => {
    const { status, output } = await check(
      "cat declared/a.txt node_modules/library/c.txt; mkdir -p out; cp declared/a.txt out/a.txt; echo x > new.txt; cat new.txt out/a.txt",
    );
    expect(output).toContain("check:inputs: //#check: 2 files read, 0 of them undeclared");
    expect(status).toBe(0);
  });

  test("a task that reads another file fails, also in a child process in another directory", async () => {
    const { status, output } = await check("cat declared/a.txt; cd other && sh -c 'cat b.txt'");
    expect(output).toContain(
      "check:inputs: //#check reads other/b.txt, which is not one of its inputs in turbo.json",
    );
    expect(status).toBe(1);
  });

  test("leaves nothing in the temporary directory", async () => {
    const directory = await createDirectory({});
    onTestFinished(() => void vi.unstubAllEnvs());
    vi.stubEnv("TMPDIR", directory);
    await check("cat declared/a.txt");
    expect(readdirSync(directory).filter((name) => name.startsWith("check-inputs-"))).toEqual([]);
  });

  test("each file is named once, in order, and every task counts", async () => {
    const { status, output } = await check("cat other/c.txt other/b.txt other/c.txt");
    expect(output).toBe(
      "check:inputs: //#check: 2 files read, 2 of them undeclared\n" +
        "check:inputs: //#check reads other/b.txt, which is not one of its inputs in turbo.json\n" +
        "check:inputs: //#check reads other/c.txt, which is not one of its inputs in turbo.json\n",
    );
    expect(status).toBe(1);
  });

  test("a task may read the inputs and outputs of the tasks that it depends on, and they are checked, too", async () => {
    const tasks = {
      "//#check": { dependsOn: ["//#generate"], inputs: ["declared/**"] },
      "//#generate": { dependsOn: ["//#prepare"], inputs: [] },
      "//#prepare": { inputs: ["other/**"], outputs: ["out/**"] },
    };
    const scripts = { prepare: "cp -r other out", generate: "cat package.json" };
    const { status, output } = await check("cat declared/a.txt other/b.txt out/b.txt", [], {
      tasks,
      scripts,
    });
    expect(output).toContain("check:inputs: //#prepare: 2 files read, 0 of them undeclared\n");
    expect(output).toContain("check:inputs: //#check: 3 files read, 0 of them undeclared\n");
    expect(status).toBe(0);
  });

  test("a task of which no package has a command is refused", async () => {
    const { status, output } = await check("true", [], { tasks: { check: {} } });
    expect(output).toBe("check:inputs: no task for: turbo run check\n");
    expect(status).toBe(2);
  });

  test("--fast leaves out slow tests, and changes no other task", async () => {
    const { output } = await check("cat other/b.txt", ["--fast"]);
    expect(output).toContain("//#check reads other/b.txt");
    const tests = await check("vitest run --config a.ts", ["--fast"]);
    expect(tests.output).toContain(
      "vitest run --config a.ts --tagsFilter='!slow' --typecheck.enabled=false ended",
    );
  });

  test("--fast leaves out check:packed, and says so", async () => {
    const packed = {
      tasks: {
        "//#check": { dependsOn: ["//#check:packed"], inputs: ["declared/**"] },
        "//#check:packed": {},
      },
      scripts: { "check:packed": "cat missing.txt" },
    };
    const { status, output } = await check("cat declared/a.txt", ["--fast"], packed);
    expect(output.trim().split("\n")).toEqual([
      "check:inputs: //#check:packed: left out with --fast",
      "check:inputs: //#check: 1 files read, 0 of them undeclared",
    ]);
    expect(status).toBe(0);
    expect(await check("cat declared/a.txt", [], packed)).toMatchObject({ status: 2 });
  });

  test("a task that is not seen to read anything fails, since nothing was compared", async () => {
    const { status, output } = await check("true");
    expect(output).toContain("check:inputs: //#check: no file that it reads was seen");
    expect(status).toBe(2);
  });

  test("a task that fails is reported", async () => {
    const { status, output } = await check("exit 3");
    expect(output).toContain("check:inputs: //#check: exit 3 ended with status 3");
    expect(status).toBe(2);
  });
});

test.for(["--help", "-h"])("%s shows the usage", async (option) => {
  const { status, stdout } = await run(checkInputs, ["build", option], { cwd: await createDirectory({}) });
  expect(stdout).toMatch(/^Usage: pnpm check:inputs \[--fast\]\n/);
  expect(status).toBe(0);
});
