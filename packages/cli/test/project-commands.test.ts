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
    ["allow", "app", "42"],
    ["disallow", "group/app", "x"],
    ["audit", "x"],
    ["export", ""],
  ]) {
    expect(await runAgainst(server, ...args), args.join(" ")).toMatchObject({ status: 64, out: "" });
  }
  expect(writes(server)).toEqual([]);
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

test("disallow removes what is named, by path, ID or former path, and nothing else", async () => {
  const server = await startGitLab();
  expect(await runAgainst(server, "disallow", "group/app", "GROUP/sub/old")).toMatchObject({
    status: 0,
    out: "group/app (1)\n  - project group/sub/old (43)  applied\n",
  });
  expect(stateOf(server)).toEqual({ inboundEnabled: false, allowedProjects: [42], allowedGroups: [7] });
  expect((await runAgainst(server, "disallow", "group/app", "43")).out).toBe(
    "group/app (1)\n  nothing to change\n",
  );
  expect(await runAgainst(server, "disallow", "group/app", "group/none")).toMatchObject({ status: 1 });
});

test("disallow removes the last entry of a list only with --allow-empty", async () => {
  const server = await startGitLab();
  const refused = await runAgainst(server, "disallow", "group/app", "--group", "partner");
  expect(refused.status).toBe(1);
  expect(refused.out).toContain("skipped  it removes the last entry: give --allow-empty");
  expect(writes(server)).toEqual([]);
  const allowed = await runAgainst(server, "disallow", "group/app", "--group", "partner", "--allow-empty");
  expect(allowed.status).toBe(0);
  expect(stateOf(server)).toMatchObject({ allowedProjects: [42, 43], allowedGroups: [] });
});

test("disallow refuses the project itself", async () => {
  const server = await startGitLab();
  const { status, err } = await runAgainst(server, "disallow", "group/app", "1");
  expect(status).toBe(64);
  expect(err).toContain("always on its own allowlist");
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

test("disallow leaves to others what others change meanwhile", async () => {
  const server = await startGitLab();
  // Read by the audit; somebody removes the group and adds a project before the plan is made.
  server.script("listAllowedGroups", ["pass", { status: 200, body: [] }]);
  const { status, out } = await runAgainst(server, "disallow", "group/app", "42");
  expect({ status, out }).toEqual({
    status: 0,
    out: "group/app (1)\n  - project group/tool (42)  applied\n",
  });
  expect(writes(server)).toEqual(["DELETE /projects/1/job_token_scope/allowlist/42"]);
});

test("disallow takes several projects and groups, by what they are called now or on the list", async () => {
  const server = await startGitLab({
    seed: {
      projects: [
        { id: 1, path: "group/app", allowedProjects: [42, 43], allowedGroups: [7, 8] },
        { id: 42, path: "group/tool" },
        { id: 43, path: "group/old" },
      ],
      groups: [
        { id: 7, path: "partner" },
        { id: 8, path: "other" },
      ],
    },
  });
  const args = ["Group/Tool", "43", "-g", "PARTNER", "--group", "8", "--allow-empty"];
  const { status, out } = await runAgainst(server, "disallow", "1", ...args);
  expect(status).toBe(0);
  expect(out.split("\n").filter((line) => line.endsWith("applied"))).toHaveLength(4);
  expect(stateOf(server)).toMatchObject({ allowedProjects: [], allowedGroups: [] });
  // What is on the list needs no look-up by its path.
  expect(server.requests().some(({ path }) => /Tool|PARTNER/i.test(path))).toBe(false);
});

test("disallow of a group leaves a project of the same ID, and looks up a group by its path", async () => {
  const server = await startGitLab({
    seed: {
      projects: [
        { id: 1, path: "group/app", allowedProjects: [7, 9], allowedGroups: [7, 9] },
        { id: 7, path: "group/seven" },
        { id: 9, path: "group/nine" },
      ],
      groups: [
        { id: 7, path: "seven" },
        { id: 9, path: "nine" },
      ],
    },
  });
  expect(await runAgainst(server, "disallow", "1", "--group", "seven")).toMatchObject({ status: 0 });
  expect(stateOf(server)).toMatchObject({ allowedProjects: [7, 9], allowedGroups: [9] });
  expect(await runAgainst(server, "disallow", "1", "--group", "none")).toMatchObject({
    status: 1,
    err: expect.stringContaining("group"),
  });
  expect(server.requests().at(-1)?.path).toContain("/groups/none");
});
