import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  desired,
  FakeIo,
  makeFolder,
  type Result,
  runAgainst,
  runWith,
  startGitLab,
  stateOf,
  writes,
} from "./helpers.js";

async function writeDesired(text: string = desired): Promise<string> {
  const file = join(await makeFolder(), "job-token-scopes.yml");
  await writeFile(file, text);
  return file;
}

/** The records that a run printed with `--format ndjson`. */
function records({ out }: Result): { project: { reference: string | number; id: number } }[] {
  return out
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

test("plan shows what would change, and ends with status 2", async () => {
  const server = await startGitLab();
  const { status, out, err } = await runAgainst(server, "plan", await writeDesired());
  expect({ status, err }).toEqual({ status: 2, err: "" });
  expect(out).toBe(`group/app (1)
  ~ inboundEnabled: false -> true
  - project group/sub/old (43)
    2 entries stay
  ! An entry is removed, with the fine-grained permissions that were set for it. Adding entries again does not bring permissions back.

group/library (2)
  + group group (6)

2 projects planned: 2 to change, 0 unchanged, 0 failed
`);
  expect(writes(server)).toEqual([]);
});

test("plan leaves out projects without changes, unless --verbose is given", async () => {
  const server = await startGitLab();
  const file = await writeDesired("version: 1\nprojects: { group/library: { inboundEnabled: true } }\n");
  const summary = "1 project planned: 0 to change, 1 unchanged, 0 failed\n";
  expect(await runAgainst(server, "plan", file)).toEqual({ status: 0, out: summary, err: "" });
  const verbose = await runAgainst(server, "plan", file, "--verbose");
  expect(verbose.out).toBe(`group/library (2)\n  nothing to change\n\n${summary}`);
  expect(verbose.err).toContain(`GitLab: ${server.url}, from GITLAB_URL\nToken: from GITLAB_TOKEN\n`);
  expect(verbose.err).toMatch(/GET http\S+\/projects\/group%2Flibrary 200 \(\d+ ms/);
});

test("a project that fails does not stop the others, and makes the status 1", async () => {
  const server = await startGitLab();
  const file = await writeDesired(`${desired}  group/none: { inboundEnabled: true }\n`);
  const { status, out } = await runAgainst(server, "plan", file);
  expect(status).toBe(1);
  expect(out).toMatch(/\ngroup\/none\n {2}failed: GET .* \(not_found\)\n/);
  expect(out).toContain("3 projects planned: 2 to change, 0 unchanged, 1 failed\n");
});

test("a file that is not valid is a usage error with its place", async () => {
  const server = await startGitLab();
  const file = await writeDesired("version: 1\nprojects:\n  group/app: { prun: true }\n");
  const { status, err } = await runAgainst(server, "plan", file);
  expect(status).toBe(64);
  expect(err).toContain(`${file}:3:16: `);
  expect(await runAgainst(server, "apply", file, "--yes")).toMatchObject({ status: 64 });
  expect(server.requests()).toEqual([]);
});

test("apply makes the changes, shows them before and what became of them", async () => {
  const server = await startGitLab();
  const file = await writeDesired();
  const { status, out, err } = await runAgainst(server, "apply", file, "--yes");
  expect({ status, err }).toEqual({ status: 0, err: "" });
  expect(out).toContain(
    "  ~ inboundEnabled: false -> true\n  - project group/sub/old (43)\n    2 entries stay\n",
  );
  expect(out).toContain(
    "  ~ inboundEnabled: false -> true  applied\n  - project group/sub/old (43)     applied\n",
  );
  expect(out).toMatch(/\n2 projects applied: 2 changed, 0 unchanged, 0 failed\n$/);
  expect(stateOf(server)).toEqual({ inboundEnabled: true, allowedProjects: [42], allowedGroups: [7] });
  expect(await runAgainst(server, "plan", file)).toMatchObject({ status: 0 });
  expect((await runAgainst(server, "apply", file, "--yes")).out).toBe(
    "2 projects applied: 0 changed, 2 unchanged, 0 failed\n",
  );
});

test("apply needs --yes without a terminal, and sends nothing", async () => {
  const server = await startGitLab();
  const { status, err } = await runAgainst(server, "apply", await writeDesired());
  expect(status).toBe(64);
  expect(err).toContain("give --yes");
  expect(server.requests()).toEqual([]);
});

test("apply asks on a terminal, and shows the plan before", async () => {
  const server = await startGitLab();
  const file = await writeDesired();
  for (const format of ["text", "json"]) {
    const io = new FakeIo({ GITLAB_URL: server.url, GITLAB_TOKEN: server.token, NO_COLOR: "1" }, true);
    io.stdin.end("n\n");
    const result = await runWith(io, "apply", file, "--format", format);
    expect(result).toMatchObject({ status: 1 });
    expect(format === "text" ? result.out : result.err).toContain("  + group group (6)\n");
    expect(result.err).toContain("Make 3 changes in 2 projects of ");
    if (format === "json") expect(result.out).toBe("");
  }
  expect(writes(server)).toEqual([]);
  const io = new FakeIo({ GITLAB_URL: server.url, GITLAB_TOKEN: server.token }, true);
  io.stdin.end("y\n");
  expect(await runWith(io, "apply", file)).toMatchObject({ status: 0 });
  // Nothing is left to ask for.
  const again = new FakeIo({ GITLAB_URL: server.url, GITLAB_TOKEN: server.token }, true);
  expect(await runWith(again, "apply", file)).toMatchObject({ status: 0 });
});

test("apply shows what was not found, also where nothing changes", async () => {
  const server = await startGitLab();
  const file = await writeDesired("version: 1\nprojects: { group/library: { allow: { groups: [none] } } }\n");
  const { status, out } = await runAgainst(server, "apply", file, "--yes");
  expect(status).toBe(1);
  expect(out).toContain("group/library (2)\n  nothing to change\n  ? group none: not found\n");
});

test("apply --yes says nothing but the document in other formats", async () => {
  const server = await startGitLab();
  const { out, err } = await runAgainst(server, "apply", await writeDesired(), "--yes", "--format", "json");
  expect(JSON.parse(out)).toMatchObject({ summary: { changed: 2 } });
  expect(err).toBe("");
});

test("apply --dry-run ends as plan does", async () => {
  const server = await startGitLab();
  const { status, out } = await runAgainst(server, "apply", await writeDesired(), "--dry-run");
  expect(status).toBe(2);
  expect(out).toContain("2 projects applied: 2 would be changed, 0 unchanged, 0 failed\n");
  expect(writes(server)).toEqual([]);
});

test("dangerous changes need their options", async () => {
  const server = await startGitLab();
  const file = await writeDesired(`version: 1
projects:
  group/library: { inboundEnabled: false, prune: true, allow: { projects: [] } }
  group/app: { prune: true, allow: { projects: [group/none, group/tool] } }
`);
  const refused = await runAgainst(server, "apply", file, "--yes");
  expect(refused.status).toBe(1);
  for (const name of ["--allow-open", "--allow-empty", "--allow-partial"])
    expect(refused.out).toContain(name);
  expect(writes(server)).toEqual([]);
  const options = ["--allow-open", "--allow-empty", "--allow-partial"];
  expect(await runAgainst(server, "apply", file, "--yes", ...options)).toMatchObject({ status: 1 });
  expect(stateOf(server, 2)).toMatchObject({ inboundEnabled: false, allowedProjects: [] });
  expect(stateOf(server)).toMatchObject({ allowedProjects: [42] });
});

test("apply --plan applies what plan --report has written", async () => {
  const server = await startGitLab();
  const report = join(await makeFolder(), "plan.ndjson");
  await runAgainst(server, "plan", await writeDesired(), "--report", report);
  // Whatever has changed in the file since does not matter.
  expect(await runAgainst(server, "apply", "--plan", report, "--yes")).toMatchObject({ status: 0 });
  expect(stateOf(server, 2)).toMatchObject({ allowedGroups: [6] });
  const again = await runAgainst(server, "apply", "--plan", report, "--yes");
  expect(again.out).toMatch(/^2 projects applied: 0 changed, 2 unchanged, 0 failed$/m);
  const other = await startGitLab();
  expect(await runAgainst(other, "apply", "--plan", report, "--yes")).toMatchObject({
    status: 64,
    err: expect.stringContaining("was planned for"),
  });
  for (const args of [[], [report, "--plan", report]]) {
    expect(await runAgainst(server, "apply", "--yes", ...args)).toMatchObject({ status: 64 });
  }
});

test("apply --plan refuses a plan that was edited into something else", async () => {
  const server = await startGitLab();
  const report = join(await makeFolder(), "plan.ndjson");
  await runAgainst(server, "plan", await writeDesired(), "--report", report);
  const text = await readFile(report, "utf8");
  for (const [from, to] of [
    ['"action":"remove"', '"action":"destroy"'],
    ['"end":', '"und":'],
    ['{"version":1,"end":{"projects":2}}\n', ""],
  ] as const) {
    expect(text).toContain(from);
    await writeFile(report, text.replace(from, to));
    expect(await runAgainst(server, "apply", "--plan", report, "--yes"), from).toMatchObject({ status: 64 });
  }
  expect(writes(server)).toEqual([]);
});

test("audit reports findings of projects, of groups with their subgroups, and of a file", async () => {
  const server = await startGitLab();
  const { status, out } = await runAgainst(server, "audit", "--group", "group");
  expect(status).toBe(2);
  expect(out).toMatch(
    /^PROJECT {8}FINDING\ngroup\/app \(1\) {2}unrestricted {2}\S.*\n\n4 projects audited: 1 with findings \(1\), 3 unchanged, 0 failed\n$/,
  );
  expect(await runAgainst(server, "audit", "group/library")).toMatchObject({ status: 0 });
  const ofFile = await runAgainst(server, "audit", "--file", await writeDesired(), "--format", "json");
  expect(
    JSON.parse(ofFile.out).records.map(({ audit }: { audit: { findings: { code: string }[] } }) =>
      audit.findings.map(({ code }) => code),
    ),
  ).toEqual([["unrestricted", "differs"], ["differs"]]);
});

test("audit works on each project once, in the order of the arguments", async () => {
  const server = await startGitLab();
  const args = [
    "audit",
    "43",
    "group/app",
    "GROUP/APP",
    "1",
    "--group",
    "group",
    "--format",
    "ndjson",
    "--concurrency",
    "1",
  ];
  const found = records(await runAgainst(server, ...args));
  expect(found.map(({ project }) => project.reference)).toEqual(["43", "group/app", "1", 2, 42]);
});

test("results are in the order of the arguments, whichever ends first, whatever the case of the paths", async () => {
  const server = await startGitLab();
  server.script("listAllowedProjects", [{ delayMs: 200 }]);
  const { out } = await runAgainst(server, "audit", "2", "GROUP/app", "42", "--format", "json");
  const found: ReturnType<typeof records> = JSON.parse(out).records;
  expect(found.map(({ project }) => project.reference)).toEqual(["2", "GROUP/app", "42"]);
});

test("--concurrency 1 works on one project after the other", async () => {
  const file = await writeDesired();
  for (const args of [
    ["plan", file],
    ["apply", file, "--dry-run"],
    ["audit", "--file", file],
    ["export", "--file", file],
  ]) {
    const server = await startGitLab();
    await runAgainst(server, ...args, "--concurrency", "1");
    const paths = server.requests().map(({ path }) => path);
    const scopes = paths.filter((path) => path.endsWith("job_token_scope") || path.includes("allowlist"));
    const isLibrary = scopes.map((path) => /library|projects.2\b/.test(path));
    expect(isLibrary, args.join(" ")).toEqual(isLibrary.toSorted());
    expect(isLibrary).toContain(true);
  }
});

test("a project that is named by its path and listed by its group is audited once", async () => {
  const server = await startGitLab();
  const { out } = await runAgainst(server, "audit", "GROUP/app", "--group", "group", "--format", "json");
  const found: ReturnType<typeof records> = JSON.parse(out).records;
  expect(found.map(({ project }) => project.id)).toEqual([1, 2, 42, 43]);
});

test("audit --no-targets does not look up each entry", async () => {
  const server = await startGitLab();
  await runAgainst(server, "audit", "1", "--no-targets");
  expect(server.requests()).toHaveLength(3);
  await runAgainst(server, "audit", "1");
  expect(server.requests()).toHaveLength(3 + 3 + 3);
});

test("audit fails if a project cannot be read, and audits the others", async () => {
  const server = await startGitLab();
  const { status, out } = await runAgainst(server, "audit", "group/none", "2");
  expect(status).toBe(1);
  expect(out).toMatch(/^group\/none {2}failed {3}GET .*\(not_found\)$/m);
  expect(out).toContain("2 projects audited: 0 with findings, 1 unchanged, 1 failed\n");
});

test("audit fails if a group cannot be listed, after what is known", async () => {
  const server = await startGitLab();
  const { status, out, err } = await runAgainst(server, "audit", "2", "--group", "none");
  expect(status).toBe(1);
  expect(out).toContain("1 project audited");
  expect(err).toContain("(not_found)");
  expect(await runAgainst(server, "audit")).toMatchObject({
    status: 64,
    err: expect.stringContaining("--group"),
  });
});

test("parts are disjoint and together whole, although the list changes", async () => {
  const projects = Array.from({ length: 60 }, (_, index) => ({ id: index + 1, path: `group/p${index + 1}` }));
  const server = await startGitLab({ seed: { projects, groups: [{ id: 6, path: "group" }] } });
  const seen: number[] = [];
  for (const part of [1, 2, 3]) {
    const result = await runAgainst(
      server,
      "audit",
      "--group",
      "group",
      "--shard",
      `${part}/3`,
      "--format",
      "ndjson",
    );
    const ids = records(result).map(({ project }) => project.id);
    expect(ids.length).toBeGreaterThan(10);
    seen.push(...ids);
    // Somebody deletes a project that was done.
    server.seed({ projects: projects.filter(({ id }) => id !== ids[0]), groups: [{ id: 6, path: "group" }] });
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThanOrEqual(58);
  for (const shard of ["0/3", "4/3", "1", "a/b", "1/0", ""]) {
    expect(await runAgainst(server, "audit", "1", "--shard", shard), shard).toMatchObject({ status: 64 });
  }
});

test("a project is in the same part whatever the letter case of its path", async () => {
  const server = await startGitLab();
  const partsOf = async (path: string): Promise<number[]> => {
    const parts: number[] = [];
    for (let part = 1; part <= 7; part++) {
      const args = ["--shard", `${part}/7`, "--format", "ndjson"];
      if (records(await runAgainst(server, "audit", path, ...args)).length > 0) parts.push(part);
    }
    return parts;
  };
  const parts = await partsOf("group/app");
  expect(parts).toHaveLength(1);
  for (const path of ["GROUP/APP", "Group/App", "group/APP"]) expect(await partsOf(path)).toEqual(parts);
});

test("a command that has ended leaves no listener for signals", async () => {
  const { url, token } = await startGitLab();
  const io = new FakeIo({ GITLAB_URL: url, GITLAB_TOKEN: token });
  const names: (string | symbol)[] = [];
  io.on("newListener", (name) => names.push(name));
  expect(await runWith(io, "plan", await writeDesired())).toMatchObject({ status: 2 });
  expect(names).toEqual(["SIGINT", "SIGTERM"]);
  expect(io.eventNames()).toEqual(["newListener"]);
});
