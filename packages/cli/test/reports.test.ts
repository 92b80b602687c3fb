import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { desired, makeFolder, runAgainst, startGitLab, writes } from "./helpers.js";

let folder: string;
let file: string;
let report: string;
beforeEach(async () => {
  folder = await makeFolder();
  file = join(folder, "job-token-scopes.yml");
  report = join(folder, "report.ndjson");
  await writeFile(file, desired);
});

async function lines(name = report): Promise<Record<string, unknown>[]> {
  return (await readFile(name, "utf8"))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

test("a report has a beginning, a line for each project, and an end", async () => {
  const server = await startGitLab();
  await runAgainst(server, "plan", file, "--report", report, "--concurrency", "1");
  expect(await lines()).toMatchObject([
    { version: 1, begin: { command: "plan", gitlab: server.url } },
    {
      version: 1,
      command: "plan",
      project: { reference: "group/app", id: 1, path: "group/app" },
      plan: { changes: [{}, {}] },
    },
    { version: 1, command: "plan", project: { reference: "group/library" } },
    { version: 1, end: { projects: 2 } },
  ]);
});

test("--report replaces an older report", async () => {
  const server = await startGitLab();
  await runAgainst(server, "plan", file, "--report", report);
  await writeFile(file, "version: 1\nprojects: { group/library: { inboundEnabled: true } }\n");
  await runAgainst(server, "plan", file, "--report", report);
  expect(await lines()).toMatchObject([
    { begin: { command: "plan" } },
    { project: { reference: "group/library" } },
    { end: { projects: 1 } },
  ]);
});

test("a report is not replaced by a run that is refused", async () => {
  const server = await startGitLab();
  const wrong = join(folder, "wrong.yml");
  await writeFile(wrong, "version: 2\n");
  await writeFile(report, "an older report");
  for (const args of [
    ["plan", wrong],
    ["plan", file, "--shard", "3/2"],
    ["apply", wrong, "--yes"],
    ["apply", "--plan", wrong, "--yes"],
    ["audit", "--file", wrong],
    ["audit"],
    ["report", "merge", wrong],
  ]) {
    const { status } = await runAgainst(server, ...args, "--report", report);
    expect(status, args.join(" ")).toBe(64);
    expect(await readFile(report, "utf8"), args.join(" ")).toBe("an older report");
  }
});

test("--resume leaves out what ended well, tries again what failed, and counts both", async () => {
  const server = await startGitLab();
  server.script("allowGroup", [{ status: 403, body: { message: "403 Forbidden" } }]);
  const first = await runAgainst(server, "apply", file, "--yes", "--report", report);
  expect(first).toMatchObject({
    status: 1,
    out: expect.stringContaining("1 changed, 0 unchanged, 1 failed"),
  });
  const before = server.requests().length;
  const again = await runAgainst(server, "apply", file, "--yes", "--resume", report);
  expect(again).toMatchObject({
    status: 0,
    out: expect.stringContaining("2 changed, 0 unchanged, 0 failed"),
  });
  expect(
    server
      .requests()
      .slice(before)
      .every(({ path }) => !path.includes("projects/1/")),
  ).toBe(true);
  expect(writes(server).filter((request) => request.startsWith("POST"))).toHaveLength(2);
  expect(
    (await lines()).map((line) => Object.keys(line).find((key) => /begin|end|command/.test(key))),
  ).toEqual(["begin", "command", "command", "end", "command", "end"]);
});

test("--resume leaves out a project whatever the case of its path", async () => {
  const server = await startGitLab();
  await writeFile(file, desired.replace("group/app", "Group/App"));
  expect(await runAgainst(server, "plan", file, "--report", report)).toMatchObject({ status: 2 });
  const before = server.requests().length;
  expect(await runAgainst(server, "plan", file, "--resume", report)).toMatchObject({
    status: 2,
    out: expect.stringContaining("2 projects planned: 2 to change"),
  });
  expect(server.requests()).toHaveLength(before);
});

test("--resume prints what ended before, too, with --format ndjson", async () => {
  const server = await startGitLab();
  await runAgainst(server, "plan", file, "--report", report);
  const { out } = await runAgainst(server, "plan", file, "--resume", report, "--format", "ndjson");
  const references = out
    .trimEnd()
    .split("\n")
    .map((line) => line && JSON.parse(line).project.reference);
  expect(references).toEqual(["group/app", "group/library"]);
});

test("--resume recognises a torn last line", async () => {
  const server = await startGitLab();
  // Its letters have two bytes each: the report is cut by bytes.
  server.script("listAllowedProjects", [{ status: 403, body: { message: "üüü" } }]);
  await runAgainst(server, "plan", file, "--report", report, "--concurrency", "1");
  const text = await readFile(report, "utf8");
  await writeFile(report, text.slice(0, text.indexOf("\n", text.indexOf("\n") + 1) + 1));
  await appendFile(report, '{"version":1,"command":"plan","gitl');
  const { status, err, out } = await runAgainst(server, "plan", file, "--resume", report);
  expect(status).toBe(2);
  expect(err).toContain("the last line is not whole");
  expect(out).toContain("2 projects planned: 2 to change");
  expect((await lines()).map((line) => Object.keys(line).at(-1))).toEqual([
    "begin",
    "error",
    "plan",
    "plan",
    "end",
  ]);
});

test("--resume refuses reports of something else", async () => {
  const server = await startGitLab();
  const other = await startGitLab();
  await runAgainst(server, "plan", file, "--report", report);
  const refuse = async (text: string, target: typeof server, ...args: string[]) => {
    const result = await runAgainst(target, ...args, "--resume", report);
    expect(result).toMatchObject({ status: 64, err: expect.stringContaining(text) });
  };
  await refuse("is a report of plan with", server, "apply", file, "--yes");
  await refuse(`and this is plan with ${other.url}`, other, "plan", file);
  await refuse("part 1/2", server, "plan", file, "--shard", "1/2");
  await refuse("leave out --report", server, "plan", file, "--report", report);
  await writeFile(report, "PK\u0003\u0004\n");
  await refuse(`${report}:1: not a line of a report`, server, "plan", file);
  await writeFile(report, "");
  await refuse("it has no whole line", server, "plan", file);
  await writeFile(report, '{"version":2,"begin":{"command":"plan","gitlab":"x"}}\n');
  await refuse("version 2: this program reads version 1", server, "plan", file);
  expect(writes(server)).toEqual([]);
});

test("report merge adds up the parts of a run, and ends with the status of the whole", async () => {
  const server = await startGitLab();
  const parts = ["1/2", "2/2"].map((shard, index) => ({ shard, name: join(folder, `part-${index}.ndjson`) }));
  for (const { shard, name } of parts) {
    await runAgainst(server, "audit", "--group", "group", "--shard", shard, "--report", name);
  }
  const merged = join(folder, "merged.ndjson");
  const names = parts.map(({ name }) => name);
  const { status, out } = await runAgainst(server, "report", "merge", ...names, "--report", merged);
  expect(status).toBe(2);
  expect(out).toContain("4 projects audited: 1 with findings (1), 3 unchanged, 0 failed\n");
  expect((await lines(merged)).slice(1, -1)).toMatchObject(
    ["group/app", "group/library", "group/sub/old", "group/tool"].map((path) => ({ project: { path } })),
  );
  const again = await runAgainst(server, "report", "merge", merged, "--format", "json");
  expect(JSON.parse(again.out)).toMatchObject({ summary: { command: "audit", projects: 4, status: 2 } });
});

test("report merge refuses what is not the whole of one run", async () => {
  const server = await startGitLab();
  const [one, two, plan, open] = ["one", "two", "plan", "open"].map((name) => join(folder, `${name}.ndjson`));
  if (!one || !two || !plan || !open) throw new Error();
  await runAgainst(server, "audit", "--group", "group", "--shard", "1/3", "--report", one);
  await runAgainst(server, "audit", "--group", "group", "--shard", "2/3", "--report", two);
  await runAgainst(server, "plan", file, "--report", plan);
  const merge = (...names: string[]) => runAgainst(server, "report", "merge", ...names);
  expect(await merge(one)).toMatchObject({
    status: 1,
    out: "",
    err: expect.stringContaining("missing: 2/3, 3/3"),
  });
  expect(await merge(one, two)).toMatchObject({ status: 1, err: expect.stringContaining("missing: 3/3.") });
  expect(await merge(one, one)).toMatchObject({
    status: 64,
    err: expect.stringContaining("1/3 is given twice"),
  });
  expect(await merge(one, plan)).toMatchObject({
    status: 64,
    err: expect.stringContaining("only reports of one run"),
  });
  expect(await merge(plan, plan)).toMatchObject({
    status: 64,
    err: expect.stringContaining("is in two reports"),
  });
  expect(await merge(join(folder, "none"))).toMatchObject({
    status: 64,
    err: expect.stringContaining("no such file"),
  });
  expect(await merge()).toMatchObject({ status: 64 });
  const text = await readFile(plan, "utf8");
  await writeFile(open, text.slice(0, text.lastIndexOf('{"version":1,"end"')));
  expect(await merge(open)).toMatchObject({ status: 1, err: expect.stringContaining("--resume") });
});

test("a run without projects is one of its command, and so is its report", async () => {
  const server = await startGitLab();
  const expected = "0 projects audited: 0 with findings, 0 unchanged, 0 failed\n";
  const args = ["audit", "--group", "partner", "--report", report];
  expect(await runAgainst(server, ...args)).toEqual({ status: 0, out: expected, err: "" });
  expect(await runAgainst(server, "report", "merge", report)).toMatchObject({ status: 0, out: expected });
});

test("report merge reads what --format ndjson printed, too", async () => {
  const server = await startGitLab();
  const { out } = await runAgainst(server, "plan", file, "--format", "ndjson");
  await writeFile(report, out);
  expect(await runAgainst(server, "report", "merge", report)).toMatchObject({ status: 2 });
  expect(await runAgainst(server, "apply", "--plan", report, "--yes")).toMatchObject({ status: 0 });
});
