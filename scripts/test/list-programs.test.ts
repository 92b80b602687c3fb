import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listPrograms } from "../list-programs/command.ts";
import { programs } from "../list-programs/programs.ts";
import { createDirectory, root, run, toLines } from "./helpers.ts";

/** A PATH with programs that do nothing but end with a status. */
async function pathWith(statuses: Readonly<Record<string, number>>): Promise<string> {
  const scripts = Object.entries(statuses).map(([name, status]) => [name, `#!/bin/sh\nexit ${status}\n`]);
  const directory = await createDirectory(Object.fromEntries(scripts));
  for (const name of Object.keys(statuses)) chmodSync(join(directory, name), 0o755);
  return directory;
}

/** The programs that are found on a PATH. Chromium and Debian's Python are looked for elsewhere. */
async function foundOn(path: string): Promise<string[]> {
  const { status, stdout } = await run(listPrograms, [], { env: { PATH: path } });
  expect(status).toBe(0);
  expect(toLines(stdout)).toHaveLength(1);
  return stdout
    .trim()
    .split(",")
    .filter((name) => !["none", "chromium", "python3-gitlab"].includes(name));
}

test("a program that is installed changes the line", async () => {
  const hidden = await pathWith({});
  expect(await foundOn(hidden)).toEqual([]);
  expect(await foundOn(await pathWith({ wget: 0, strace: 0 }))).toEqual(["wget", "strace"]);
  expect(await foundOn(await pathWith({ ruby: 0 }))).toEqual(["ruby-grape", "ruby-webrick", "ruby-gitlab"]);
});

test("a program that does not run, or a library that cannot be loaded, is missing", async () => {
  expect(await foundOn(await pathWith({ wget: 127, ruby: 1, go: 2 }))).toEqual([]);
  expect(await foundOn(await pathWith({ "openapi-python-client": 0, python3: 1 }))).toEqual([]);
  expect(await foundOn(await pathWith({ "openapi-python-client": 0, python3: 0 }))).toEqual([
    "openapi-python-client",
  ]);
});

test("CHROMIUM names a browser in another place", () => {
  const chromium = programs.find(({ name }) => name === "chromium");
  expect(chromium?.isFound({ CHROMIUM: process.execPath })).toBe(true);
});

test("--missing-packages prints the Debian packages that are missing and that .ci/run installs", async () => {
  const env = { PATH: await pathWith({ ruby: 0, wget: 0 }), CHROMIUM: process.execPath };
  const { stdout } = await run(listPrograms, ["--missing-packages"], { env });
  expect(toLines(stdout).filter((name) => name !== "python3-gitlab")).toEqual(["curl", "rsync", "strace"]);
});

test("refuses unknown options", async () => {
  const { status, stderr } = await run(listPrograms, ["--missing"]);
  expect([status, stderr]).toEqual([2, expect.stringMatching(/^list-programs: Unknown option '--missing'/)]);
});

test("the line is part of the hash of every test task, and the scripts that run them set it", () => {
  const read = (file: string) => JSON.parse(readFileSync(join(root, file), "utf8"));
  const tasks: [string, { env?: string[] }][] = Object.entries(read("turbo.json").tasks);
  const tests = tasks.filter(([id]) => /(^|#)test$/.test(id));
  expect(tests.map(([id]) => id)).toContain("test");
  for (const [, { env }] of tests) expect(env).toContain("TEST_PROGRAMS");
  const scripts: [string, string][] = Object.entries(read("package.json").scripts);
  const running = scripts.filter(([, command]) => /turbo run test\b/.test(command));
  expect(running.map(([name]) => name)).toEqual(["test", "test:fast"]);
  // pnpm's own shell, which runs them, has no `export`.
  for (const [, command] of running)
    expect(command).toMatch(/^TEST_PROGRAMS=\$\(node scripts\/list-programs\.ts\) [^&]*turbo run test\b/);
});
