// @module-tag slow
// @module-tag mutants
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { desired, FakeIo, makeFolder, runWith, startGitLab } from "../helpers.js";

test("a result removes the line before it is printed", async () => {
  const server = await startGitLab();
  server.script({}, [{ delayMs: 150 }], { repeat: true });
  const io = new FakeIo({ GITLAB_URL: server.url, GITLAB_TOKEN: server.token }, true);
  let screen = "";
  for (const stream of [io.stdout, io.stderr]) stream.on("data", (data) => (screen += data));
  await runWith(io, "audit", "1", "2", "--no-targets", "--concurrency", "1", "--format", "ndjson");
  const lines = screen.split(/[\r\n]/).map((line) => line.replace("\u001b[K", ""));
  expect(lines.filter((line) => line.startsWith("{"))).toHaveLength(2);
});

/** Runs a command on a terminal, against a GitLab that takes its time. */
async function watch(...args: string[]) {
  const server = await startGitLab();
  // Longer than it takes until the line is drawn again.
  server.script({}, [{ delayMs: 150 }], { repeat: true });
  const file = join(await makeFolder(), "states.yml");
  await writeFile(file, desired);
  const env = { GITLAB_URL: server.url, GITLAB_TOKEN: server.token, NO_COLOR: "1" };
  const io = new FakeIo(env, true);
  const { status } = await runWith(io, ...args.map((arg) => (arg === "FILE" ? file : arg)));
  const drawn = io.err.split(/[\r\n]/).map((line) => line.replace("\u001b[K", ""));
  return { status, err: io.err, drawn, shown: new Set(drawn.map((line) => line.replace(/,.*/, ""))) };
}

const bar = (done: number) => `[${"=".repeat(done)}${" ".repeat(20 - done)}]`;

test.for([
  [["plan", "FILE", "--concurrency", "1"], "plan", 2],
  [["audit", "1", "2", "--concurrency", "1"], "audit", 2],
  [["export", "1", "2", "--concurrency", "1"], "export", 0],
] as const)("%j shows how far it is, and removes the line", async ([args, label, status]) => {
  const watched = await watch(...args);
  expect(watched.status).toBe(status);
  expect(watched.shown).toContain(`${label} ${bar(0)} 0/2 projects`);
  expect(watched.shown).toContain(`${label} ${bar(10)} 1/2 projects`);
  expect(watched.err.endsWith("\r\u001b[K")).toBe(true);
});

test("apply shows both of its parts", async () => {
  const { shown, err } = await watch("apply", "FILE", "--yes", "--concurrency", "1");
  for (const label of ["plan", "apply"]) {
    expect(shown).toContain(`${label} ${bar(0)} 0/2 projects`);
    expect(shown).toContain(`${label} ${bar(10)} 1/2 projects`);
  }
  expect(err.endsWith("\r\u001b[K")).toBe(true);
});

test.for([
  [["export", "group/none", "1", "--concurrency", "1"], "group/none: GET "],
  [["audit", "1", "2", "--concurrency", "1", "--verbose"], "GET "],
] as const)("%j removes the line before it says something else", async ([args, words]) => {
  const { drawn } = await watch(...args);
  const notes = drawn.filter((line) => line.includes(words));
  expect(notes.length).toBeGreaterThan(0);
  for (const note of notes) expect(note.startsWith(words), note).toBe(true);
});

test("the number of projects is shown when it is known", async () => {
  const group = await watch("audit", "--group", "group", "--concurrency", "3");
  expect(group.shown).toContain("audit 0 projects");
  expect([...group.shown].some((line) => line.includes("/4 projects"))).toBe(true);
  const part = await watch("audit", "1", "2", "42", "43", "--shard", "1/2", "--concurrency", "1");
  expect(part.shown).toContain("audit 0 projects");
  expect(part.err).not.toContain("/4 projects");
});

test.for([
  [["audit", "1", "--no-targets"], 2],
  [["export", "1"], 0],
] as const)("%j shows a wait for the rate limit at once", async ([args, status]) => {
  const server = await startGitLab();
  server.script({}, [{ status: 429, headers: { "retry-after": "1" }, body: "Retry later" }]);
  const io = new FakeIo({ GITLAB_URL: server.url, GITLAB_TOKEN: server.token }, true);
  expect(await runWith(io, ...args)).toMatchObject({ status });
  expect(io.err).toMatch(/(?:audit|export) \[ +\] 0\/1 projects, waiting 1s \(rate limit\)/);
});
