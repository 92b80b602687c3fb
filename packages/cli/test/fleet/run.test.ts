import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import {
  desired,
  FakeIo,
  makeFolder,
  runAgainst,
  runWith,
  startGitLab,
  stateOf,
  writes,
} from "../helpers.js";

let file: string;
let report: string;
beforeEach(async () => {
  const folder = await makeFolder();
  file = join(folder, "states.yml");
  report = join(folder, "report.ndjson");
  await writeFile(file, desired);
});

test("--resume makes the changes that a dry run has reported, and keeps what was made", async () => {
  const server = await startGitLab();
  const dry = await runAgainst(server, "apply", file, "--dry-run", "--report", report);
  expect(dry).toMatchObject({ status: 2, out: expect.stringContaining("2 would be changed") });
  expect(writes(server)).toEqual([]);
  const made = await runAgainst(server, "apply", file, "--yes", "--resume", report);
  expect(made).toMatchObject({ status: 0, out: expect.stringContaining("2 changed, 0 unchanged, 0 failed") });
  expect(stateOf(server)).toEqual({ inboundEnabled: true, allowedProjects: [42], allowedGroups: [7] });
  const before = server.requests().length;
  const again = await runAgainst(server, "apply", file, "--yes", "--resume", report);
  expect(again).toMatchObject({ status: 0, out: expect.stringContaining("2 changed") });
  expect(server.requests()).toHaveLength(before);
});

/** Makes the report a pipe, so that a program reads it. Resolves when the program has ended. */
function readReport(...command: [string, ...string[]]): { ended: Promise<unknown> } {
  execFileSync("mkfifo", [report]);
  const [name, ...args] = command;
  return { ended: once(spawn(name, [...args, report], { stdio: "ignore" }), "close") };
}

test("a report that cannot be written any more ends the run after the project under way, and its results are printed", async () => {
  const server = await startGitLab();
  // Ends after the first line, so that the report can be begun, and no record be written.
  const { ended } = readReport("head", "-n", "1");
  const io = new FakeIo({ GITLAB_URL: server.url, GITLAB_TOKEN: server.token, NO_COLOR: "1" }, true);
  const running = runWith(io, "apply", file, "--report", report, "--concurrency", "1");
  await ended;
  io.stdin.end("y\n");
  const { status, out, err } = await running;
  expect(status).toBe(1);
  expect(err).toContain(`${report}: the report cannot be written: EPIPE`);
  expect(out).toContain("1 project applied: 1 changed, 0 unchanged, 0 failed\n");
  expect(stateOf(server)).toMatchObject({ inboundEnabled: true });
  expect(stateOf(server, 2)).toMatchObject({ allowedGroups: [] });
});

test.for([
  ["y\n", 0],
  ["n\n", 1],
] as const)("the report is closed after the answer %j", async ([answer, status]) => {
  const server = await startGitLab();
  // Ends when the report is closed.
  const { ended } = readReport("cat");
  const io = new FakeIo({ GITLAB_URL: server.url, GITLAB_TOKEN: server.token }, true);
  io.stdin.end(answer);
  expect(await runWith(io, "apply", file, "--report", report)).toMatchObject({ status });
  await ended;
  expect(writes(server)).toHaveLength(status === 0 ? 3 : 0);
});
