import { expect, test } from "vitest";
import { FakeIo, runAgainst, runWith, startGitLab, stateOf, writes } from "./helpers.js";

test("show prints the setting and who is allowed", async () => {
  const server = await startGitLab();
  expect(await runAgainst(server, "show", "group/app")).toEqual({
    status: 0,
    err: "",
    out: `group/app (1)
open: job tokens of every project can access it, whatever is listed below

KIND     ID  PATH
project  1   (the project itself)
project  42  group/tool
project  43  group/sub/old
group    7   partner

room for 198 more projects and 199 more groups
`,
  });
  expect((await runAgainst(server, "show", "2")).out).toContain(
    "group/library (2)\nrestricted: only job tokens of the projects and groups below can access it\n",
  );
});

test("show and disallow look up no entry", async () => {
  for (const args of [
    ["show", "1"],
    ["disallow", "1", "999"],
  ]) {
    const server = await startGitLab();
    await runAgainst(server, ...args);
    const paths = server.requests().map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(2);
    for (const path of paths) expect(path, args.join(" ")).toContain("/projects/1/job_token_scope");
  }
});

test("show prints a record as JSON, with the status of the command in its summary", async () => {
  const server = await startGitLab();
  const { status, out } = await runAgainst(server, "show", "group/app", "--format", "json");
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    version: 1,
    summary: { command: "audit", projects: 1, findings: 1, status: 0 },
    records: [
      { command: "audit", gitlab: server.url, project: { reference: "group/app", id: 1, path: "group/app" } },
    ],
  });
});

test("a project that is not there is a failure: a message, or a record", async () => {
  const server = await startGitLab();
  const text = await runAgainst(server, "show", "group/none");
  expect(text).toMatchObject({ status: 1, out: "" });
  expect(text.err).toMatch(/^GET .*404.*\(not_found\)\n$/);
  for (const command of ["show", "restrict"]) {
    const { status, out, err } = await runAgainst(server, command, "group/none", "--format", "ndjson");
    expect({ status, err }).toEqual({ status: 1, err: "" });
    expect(JSON.parse(out)).toMatchObject({
      project: { reference: "group/none" },
      error: { code: "not_found", status: 404 },
    });
  }
});

test("an argument that is no project is a usage error, and nothing is sent", async () => {
  const server = await startGitLab();
  for (const args of [
    ["show", "app"],
    ["show", "app", "--format", "json"],
    ["allow", "app", "42"],
    ["disallow", "group/app", "x"],
    ["audit", "x"],
    ["export", ""],
    ["audit", "1", "--group", "a b"],
    ["export", "1", "--group", "a b"],
  ]) {
    expect(await runAgainst(server, ...args), args.join(" ")).toMatchObject({ status: 64, out: "" });
  }
  expect(writes(server)).toEqual([]);
});

test("a wrong argument among right ones is refused before anything is sent", async () => {
  const server = await startGitLab();
  for (const args of [
    ["audit", "1", "x"],
    ["export", "1", "x"],
    ["audit", "1", "--group", "a b"],
    ["export", "1", "--group", "a b"],
    ["allow", "group/app", "42", "x"],
  ]) {
    expect(await runAgainst(server, ...args), args.join(" ")).toMatchObject({ status: 64, out: "" });
  }
  expect(server.requests()).toEqual([]);
});

test("a wrong target of disallow is refused before anything is sent", async () => {
  const server = await startGitLab();
  for (const args of [["x"], ["--group", "a b"], ["42", "x"]]) {
    expect(await runAgainst(server, "disallow", "group/app", ...args)).toMatchObject({ status: 64, out: "" });
  }
  expect(server.requests()).toEqual([]);
});

test("allow adds projects and groups, and leaves those that are there", async () => {
  const server = await startGitLab();
  const { status, out } = await runAgainst(
    server,
    "allow",
    "group/library",
    "group/tool",
    "43",
    "--group",
    "group",
    "-g",
    "7",
  );
  expect(out).toBe(`group/library (2)
  + group group (6)          applied
  + group 7                  applied
  + project group/tool (42)  applied
`);
  expect(status).toBe(0);
  expect(stateOf(server, 2)).toMatchObject({ allowedProjects: [42, 43], allowedGroups: [6, 7] });
  expect(await runAgainst(server, "allow", "2", "42")).toMatchObject({
    status: 0,
    out: "group/library (2)\n  nothing to change\n",
  });
});

test("allow without a target is a usage error", async () => {
  const server = await startGitLab();
  for (const command of ["allow", "disallow"]) {
    const { status, err } = await runAgainst(server, command, "group/app");
    expect(status).toBe(64);
    expect(err).toContain("or groups with --group");
  }
});

test("allow fails for a target that is not there, and adds the others", async () => {
  const server = await startGitLab();
  const { status, out } = await runAgainst(server, "allow", "group/library", "group/tool", "group/none");
  expect(status).toBe(1);
  expect(out).toContain("  ? project group/none");
  expect(out).toContain("it was not found, or may not be seen");
  expect(stateOf(server, 2)).toMatchObject({ allowedProjects: [42, 43] });
});

test("--dry-run says what would be tried, and changes nothing", async () => {
  const server = await startGitLab();
  for (const args of [
    ["allow", "group/library", "42"],
    ["disallow", "group/app", "42"],
    ["restrict", "group/app"],
    ["open", "group/library"],
  ]) {
    const { status, out } = await runAgainst(server, ...args, "--dry-run");
    expect(out, args.join(" ")).toContain("skipped  it would be tried\n");
    expect(status).toBe(2);
  }
  expect(writes(server)).toEqual([]);
});

test("restrict and open change the setting", async () => {
  const server = await startGitLab();
  expect(await runAgainst(server, "restrict", "group/app")).toMatchObject({
    status: 0,
    out: "group/app (1)\n  ~ inboundEnabled: false -> true  applied\n",
  });
  expect(stateOf(server)).toMatchObject({ inboundEnabled: true });
  expect(await runAgainst(server, "open", "group/app")).toMatchObject({
    status: 64,
    err: expect.stringContaining("give --yes"),
  });
  expect(stateOf(server)).toMatchObject({ inboundEnabled: true });
  expect(await runAgainst(server, "open", "group/app", "--yes")).toMatchObject({ status: 0 });
  expect(stateOf(server)).toMatchObject({ inboundEnabled: false });
});

test("open asks on a terminal, and anything but yes is a no", async () => {
  const server = await startGitLab();
  await runAgainst(server, "restrict", "group/app");
  for (const [answer, inboundEnabled, status] of [
    ["\n", true, 1],
    ["nope\n", true, 1],
    ["", true, 1],
    ["Yes\n", false, 0],
  ] as const) {
    const io = new FakeIo({ GITLAB_URL: server.url, GITLAB_TOKEN: server.token, NO_COLOR: "1" }, true);
    io.stdin.end(answer);
    const result = await runWith(io, "open", "group/app");
    expect(result.status, JSON.stringify(answer)).toBe(status);
    expect(result.err).toContain(`Make 1 change in 1 project of ${server.url}? [y/N] `);
    expect(result.err.includes("Nothing was changed.")).toBe(inboundEnabled);
    expect(stateOf(server)).toMatchObject({ inboundEnabled });
  }
});
