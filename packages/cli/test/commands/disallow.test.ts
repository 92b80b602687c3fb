import { expect, test } from "vitest";
import { runAgainst, startGitLab, stateOf, writes } from "../helpers.js";

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

test.for([
  { names: ["group/app", "Group/APP"], status: 64, sent: 0 },
  { names: ["01", "1"], status: 64, sent: 0 },
  // Whether it is the same project shows only when it is read.
  { names: ["group/app", "1"], status: 1, sent: expect.any(Number) },
  { names: ["1", "group/app", "--format", "json"], status: 1, sent: expect.any(Number) },
])("disallow refuses the project itself: $names", async ({ names, status, sent }) => {
  const server = await startGitLab();
  expect(await runAgainst(server, "disallow", ...names)).toEqual({
    status,
    out: "",
    err: `${names[0]} is always on its own allowlist, and cannot be removed.\n`,
  });
  expect(server.requests().length).toEqual(sent);
  expect(writes(server)).toEqual([]);
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
        { id: 42, path: "group/TOOL" },
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

/** The plan of the record that a command prints as JSON. */
async function planOf(...args: Parameters<typeof runAgainst>) {
  const { out } = await runAgainst(...args, "--format", "json");
  return JSON.parse(out).records[0].plan;
}

test("the record of disallow has what is removed, and what stays on the lists of that kind", async () => {
  const tool = { kind: "project", id: 42, path: "group/tool" };
  const old = { kind: "project", id: 43, path: "group/sub/old" };
  const partner = { kind: "group", id: 7, path: "partner" };
  expect(await planOf(await startGitLab(), "disallow", "group/app", "42")).toMatchObject({
    project: { id: 1, path: "group/app" },
    changes: [{ action: "remove", ...tool }],
    unchanged: [old],
  });
  expect(await planOf(await startGitLab(), "disallow", "1", "-g", "7", "--allow-empty")).toMatchObject({
    changes: [{ action: "remove", ...partner }],
    unchanged: [],
  });
});

test("what somebody adds while disallow plans stays, and is in its record", async () => {
  const server = await startGitLab();
  const entry = (id: number, path: string) => ({
    id,
    path_with_namespace: path,
    name: path,
    description: null,
    created_at: "2026-01-01T00:00:00.000Z",
    name_with_namespace: path,
    path,
    web_url: `${server.url}/${path}`,
  });
  const later = [
    entry(1, "group/app"),
    entry(42, "group/tool"),
    entry(43, "group/sub/old"),
    entry(2, "group/library"),
  ];
  server.script("listAllowedProjects", ["pass", { status: 200, body: later }]);
  const { changes, unchanged } = await planOf(server, "disallow", "group/app", "42");
  expect(changes).toEqual([{ action: "remove", kind: "project", id: 42, path: "group/tool" }]);
  expect(unchanged).toEqual([
    { kind: "project", id: 43, path: "group/sub/old" },
    { kind: "project", id: 2, path: "group/library" },
  ]);
  expect(writes(server)).toEqual(["DELETE /projects/1/job_token_scope/allowlist/42"]);
});
