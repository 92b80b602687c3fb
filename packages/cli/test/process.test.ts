// @module-tag slow
import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { generate } from "selfsigned";
import { describe, expect, onTestFinished, test } from "vitest";
import { commands } from "./command-line/commands.js";
import { desired, makeFolder, startGitLab } from "./helpers.js";
import { envOf, hasPty, runCommand, runShell, startOnTerminal } from "./process.js";

async function writeDesired(): Promise<{ folder: string; file: string }> {
  const folder = await makeFolder();
  const file = join(folder, "states.yml");
  await writeFile(file, desired);
  return { folder, file };
}

test("every command runs as a process: standard output, standard error and status", async () => {
  const server = await startGitLab();
  const { folder, file } = await writeDesired();
  const report = join(folder, "plan.ndjson");
  const rows: readonly (readonly [number, RegExp, RegExp, ...string[]])[] = [
    [0, /^USAGE\n/, /^$/, "--help"],
    [0, /^\d+\.\d+\.\d+\n$/, /^$/, "--version"],
    [0, /^group\/app \(1\)\nopen: /, /^$/, "show", "group/app"],
    [0, /applied\n$/, /^$/, "allow", "group/library", "42"],
    [0, /applied\n$/, /^$/, "disallow", "group/library", "42"],
    [0, /applied\n$/, /^$/, "restrict", "group/app"],
    [0, /applied\n$/, /^$/, "open", "group/app", "--yes"],
    [64, /^$/, /give --yes/, "open", "group/app"],
    [0, /^# yaml-language-server.*\nversion: 1\n/, /^$/, "export", "--group", "group"],
    [2, /2 to change/, /^$/, "plan", file, "--report", report],
    [2, /2 to change/, /^$/, "report", "merge", report],
    [0, /2 changed/, /^$/, "apply", "--plan", report, "--yes"],
    [0, /2 unchanged/, /^$/, "plan", file],
    [64, /^$/, /^No command registered for `pln`, did you mean `plan`\?\n$/, "pln", file],
    [64, /^$/, /did you mean --format\?\n$/, "plan", file, "--formt", "json"],
    [64, /^$/, /^A token is not taken as an argument/, "show", "1", "--token", "x"],
    [0, /4 projects audited/, /^$/, "audit", "--group", "group"],
    [0, /complete --/, /^$/, "completion", "bash"],
    [0, /complete --/, /^$/, "completion", "zsh"],
    [0, /complete --/, /^$/, "completion", "fish"],
    [0, /^plan\t.*\n:4\n$/, /^$/, "complete", "--", "pl"],
    [0, /^--shard\t.*\n:4\n$/, /^$/, "complete", "--", "apply", "x.yml", "--sh"],
    [0, /^text\t.*\njson\t/, /^$/, "complete", "--", "plan", "x.yml", "--format", ""],
    [0, /^:0\n$/, /^$/, "complete", "--", "plan", ""],
    [0, /^:0\n$/, /^$/, "complete", "--", "plan", "--report", ""],
    [0, /^merge\t.*\n:4\n$/, /^$/, "complete", "--", "report", ""],
  ];
  for (const [status, out, err, ...args] of rows) {
    const result = await runCommand(envOf(server), ...args);
    expect(result.status, `${args.join(" ")}\n${result.err}`).toBe(status);
    expect(result.out, args.join(" ")).toMatch(out);
    expect(result.err, args.join(" ")).toMatch(err);
  }
});

test("each command has a help with examples", async () => {
  await Promise.all(
    commands.map(async (name) => {
      const { status, out } = await runCommand({}, ...name.split(" "), "--help");
      expect(status).toBe(0);
      expect(out).toContain(`EXAMPLES\n  $ gitlab-job-token-scope ${name} `);
    }),
  );
});

describe("output that cannot be written", () => {
  test("a closed pipe ends a command without a word", async () => {
    const server = await startGitLab();
    for (const args of ["audit --group group --format ndjson", "export --group group", "--help"]) {
      const line = `set -o pipefail; $c ${args} | head -1; echo "\${PIPESTATUS[0]}" >&2`;
      const { out, err } = await runShell(line, envOf(server));
      expect(out.trimEnd().split("\n"), args).toHaveLength(1);
      expect(err, args).toMatch(/^[01]\n$/);
    }
    const { out, err } = await runShell(
      `$c audit --group group | true; echo "\${PIPESTATUS[0]}"`,
      envOf(server),
    );
    expect({ out, err }).toEqual({ out: "1\n", err: "" });
  });

  test("a full disk is a failure with a reason", async () => {
    const server = await startGitLab();
    const { file } = await writeDesired();
    for (const args of ["--help", "show group/app", `plan ${file}`, "audit --group group --format ndjson"]) {
      const { err, status } = await runShell(`$c ${args} > /dev/full`, envOf(server));
      expect({ err, status }, args).toEqual({
        err: "Standard output cannot be written: no space is left on the device\n",
        status: 1,
      });
    }
    // Without standard error, there is nowhere to say more, and the status is what it was.
    expect(await runShell("$c shwo 2> /dev/full", envOf(server))).toMatchObject({ status: 64 });
    const { err, status } = await runShell(`$c apply ${file} --yes --report /dev/full`, envOf(server));
    expect({ err, status }).toEqual({
      err: "/dev/full: the report cannot be written: no space is left on the device\n",
      status: 1,
    });
    expect(server.requests().filter(({ method }) => method !== "GET")).toEqual([]);
  });
});

test("a file that cannot be read or written is a usage error with its name", async () => {
  const server = await startGitLab();
  const { folder, file } = await writeDesired();
  const none = join(folder, "none");
  for (const [reason, ...args] of [
    ["no such file", "plan", none],
    ["directory", "plan", folder],
    ["directory", "plan", file, "--resume", folder],
    ["directory", "plan", file, "--report", folder],
    ["no such file", "plan", file, "--report", join(none, "x")],
    ["no such file", "show", "1", "--token-file", none],
    ["directory", "show", "1", "--token-file", folder],
    ["directory", "report", "merge", folder],
  ] as const) {
    const { status, err, out } = await runCommand(envOf(server), ...args);
    expect({ status, out }, args.join(" ")).toEqual({ status: 64, out: "" });
    expect(err).toContain(reason);
    expect(err).toContain(args.at(-1));
  }
});

describe("a GitLab that cannot be reached", () => {
  test("a port that refuses", async () => {
    const blocker = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => blocker.once("listening", resolve));
    const { port } = blocker.address() as AddressInfo;
    await new Promise((resolve) => blocker.close(resolve));
    const { file } = await writeDesired();
    const env = { GITLAB_URL: `http://127.0.0.1:${port}`, GITLAB_TOKEN: "glpat-test" };
    const shown = await runCommand(env, "show", "1");
    expect(shown).toMatchObject({ status: 1, out: "" });
    expect(shown.err).toMatch(/ECONNREFUSED.*\(network\)/);
    const planned = await runCommand(env, "plan", file);
    expect(planned).toMatchObject({ status: 1, err: "" });
    expect(planned.out).toContain("2 projects planned: 0 to change, 0 unchanged, 2 failed\n");
  });

  test("a certificate that is not trusted", async () => {
    const { private: key, cert } = await generate();
    const server = createHttpsServer({ key, cert }, (_request, response) => response.end("{}")).listen(
      0,
      "127.0.0.1",
    );
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const env = { GITLAB_URL: `https://127.0.0.1:${port}`, GITLAB_TOKEN: "glpat-test" };
    const { status, out, err } = await runCommand(env, "show", "1");
    expect({ status, out }).toEqual({ status: 1, out: "" });
    expect(err).toMatch(/self-signed certificate/);
    expect(err).not.toContain("glpat-test");
  });
});

describe.skipIf(!hasPty)("a terminal (skipped without util-linux's script)", () => {
  test("has colours, unless NO_COLOR is set", async () => {
    const server = await startGitLab();
    const colored = await startOnTerminal(envOf(server), ["show", "1"]).result;
    expect(colored.out).toContain("\u001b[31mopen: ");
    const plain = await startOnTerminal({ ...envOf(server), NO_COLOR: "1" }, ["show", "1"]).result;
    expect(plain.out).not.toContain("\u001b");
    expect(plain.status).toBe(0);
  });

  test("shows the progress, and waits for the rate limit", async () => {
    const projects = Array.from({ length: 6 }, (_, index) => ({
      id: index + 1,
      path: `group/p${index + 1}`,
    }));
    const server = await startGitLab({ seed: { projects } });
    server.script({}, [
      "pass",
      "pass",
      "pass",
      { status: 429, headers: { "retry-after": "1" }, body: "Retry later" },
    ]);
    const args = ["audit", "1", "2", "3", "4", "5", "6", "--concurrency", "1"];
    const { out, status } = await startOnTerminal(envOf(server), args).result;
    expect(status).toBe(0);
    expect(out).toMatch(/audit \[=* +\] \d\/6 projects, .*waiting \ds \(rate limit\)/);
    expect(out.slice(out.lastIndexOf("\r\u001b[K"))).toContain("6 projects audited");
  });

  test("is asked before something is changed", async () => {
    const server = await startGitLab();
    const { file } = await writeDesired();
    const refused = await startOnTerminal(envOf(server), ["apply", file], "n\n").result;
    expect(refused).toMatchObject({ status: 1 });
    expect(refused.out).toContain(`Make 3 changes in 2 projects of ${server.url}? [y/N]`);
    expect(refused.out).toContain("Nothing was changed.");
    const applied = await startOnTerminal(envOf(server), ["apply", file], "y\n").result;
    expect(applied).toMatchObject({ status: 0 });
    expect(applied.out).toContain("2 changed, 0 unchanged, 0 failed");
  });

  test("Ctrl-C at the question changes nothing", async () => {
    const server = await startGitLab();
    const { file } = await writeDesired();
    const { out, status } = await startOnTerminal(envOf(server), ["apply", file], "\u0003").result;
    expect(status).not.toBe(0);
    expect(out).not.toContain("applied");
    expect(server.requests().filter(({ method }) => method !== "GET")).toEqual([]);
  });
});

test("a token from a pipe is read once", async () => {
  const server = await startGitLab();
  const env = { GITLAB_URL: server.url, T: server.token };
  const { status, err } = await runShell('$c show 1 --token-file <(printf %s "$T")', env);
  expect({ status, err }).toEqual({ status: 0, err: "" });
});

test("a pipe has no colours, unless FORCE_COLOR is set", async () => {
  const server = await startGitLab();
  expect((await runCommand(envOf(server), "show", "1")).out).not.toContain("\u001b");
  expect((await runCommand({ ...envOf(server), FORCE_COLOR: "1" }, "show", "1")).out).toContain("\u001b[31m");
  expect((await runCommand({ ...envOf(server), FORCE_COLOR: "0" }, "show", "1")).out).not.toContain("\u001b");
});

test("a token is in no output, report or error, whatever the verbosity", async () => {
  const server = await startGitLab();
  const { folder, file } = await writeDesired();
  const report = join(folder, "report.ndjson");
  const other = "glpat-somebody-else-123456";
  await mkdir(join(folder, "x"));
  for (const args of [
    ["plan", file, "--verbose", "--report", report],
    ["apply", file, "--verbose", "--yes", "--format", "json"],
    ["audit", "--group", server.token, "--verbose"],
    ["show", `group/${server.token}`, "--verbose"],
    ["show", other],
    ["show", "1", "--token", other],
    ["show", "1", `--token=${other}`],
    ["show", "1", `--private-token=${other}`],
    ["plan", `${file}/${other}`],
    [other],
  ]) {
    const { out, err } = await runCommand(envOf(server), ...args);
    for (const token of [server.token, other]) expect(out + err, args.join(" ")).not.toContain(token);
  }
  await access(report);
  expect(await readFile(report, "utf8")).not.toContain(server.token);
});
