import { auditAll, auditProject } from "@gitlab-job-token-scope/desired-state";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import { describe, expect, test } from "vitest";
import { errorOf, sent, start, withApp, world, writes } from "./helpers.js";

const codes = ({ findings }: { findings: readonly { code: string }[] }): string[] =>
  findings.map(({ code }) => code);

test("an audit has the setting, the entries without the project itself, and the room that is left", async () => {
  const { server, gitlab } = await start({ seed: withApp({ allowedProjects: [1, 42] }) });
  expect(await auditProject(gitlab, "group/app")).toEqual({
    version: 1,
    gitlab: server.url,
    project: { id: 1, path: "group/app" },
    inboundEnabled: true,
    projects: [{ kind: "project", id: 42, path: "group/tool" }],
    groups: [{ kind: "group", id: 7, path: "partner" }],
    free: { projects: 199, groups: 199 },
    findings: [],
  });
  expect(writes(server)).toEqual([]);
});

describe("findings", () => {
  test("a project that is open to all", async () => {
    const { gitlab } = await start({ seed: withApp({ inboundEnabled: false }) });
    const audit = await auditProject(gitlab, 1);
    expect(codes(audit)).toEqual(["unrestricted"]);
    expect(audit.inboundEnabled).toBe(false);
  });

  test("entries that the token's user cannot see", async () => {
    const token = "glpat-maintainer";
    const roles = { projects: { "1": "maintainer" as const } };
    const { server } = await start({
      seed: { ...withApp({ allowedProjects: [42, 43] }), tokens: [{ token, scopes: ["api"], roles }] },
    });
    const gitlab = createGitLab({ url: server.url, token });
    const { findings } = await auditProject(gitlab, 1);
    expect(findings.map(({ code, entry }) => `${code} ${entry?.kind} ${entry?.id}`)).toEqual([
      "unreadable_target project 42",
      "unreadable_target project 43",
      "unreadable_target group 7",
    ]);
    expect(findings[0]?.message).toContain("only somebody who can");
    expect(findings[2]?.message).not.toContain("only somebody who can");
    const before = sent(server).length;
    expect(codes(await auditProject(gitlab, 1, { targets: false }))).toEqual([]);
    expect(sent(server).length - before).toBe(3);
  });

  test.for([
    [179, []],
    [180, ["near_limit"]],
    [200, ["near_limit"]],
  ] as const)("%i projects of 200", async ([count, expected]) => {
    const many = Array.from({ length: count }, (_, index) => ({ id: 100 + index, path: `team/p${index}` }));
    const { gitlab } = await start({ seed: withApp({ allowedProjects: many.map(({ id }) => id) }, many) });
    const audit = await auditProject(gitlab, 1, { targets: false });
    expect(codes(audit)).toEqual(expected);
    expect(audit.free.projects).toBe(200 - count);
  });

  test("what differs from the desired state", async () => {
    const { gitlab } = await start();
    const state = { project: 1, inboundEnabled: true, projects: [43, "group/gone"], prune: true };
    const audit = await auditProject(gitlab, state);
    expect(codes(audit)).toEqual(["differs"]);
    expect(audit.findings[0]?.message).toContain("in 3 points");
    expect(audit.differences).toEqual({
      changes: [
        { action: "add", kind: "project", id: 43 },
        { action: "remove", kind: "project", id: 42, path: "group/tool" },
      ],
      missing: [{ kind: "project", path: "group/gone" }],
    });
    expect(codes(await auditProject(gitlab, { project: 1, inboundEnabled: true }))).toEqual([]);
  });
});

test("auditAll() looks an entry up once, however many projects have it", async () => {
  const projects = world.projects.map((project) => ({
    ...project,
    allowedProjects: [42, 43],
    allowedGroups: [7],
  }));
  const { server, gitlab } = await start({ seed: { ...world, projects } });
  const audited: unknown[] = [];
  for await (const { project, audit, error } of auditAll(gitlab, [
    1,
    "group/gone",
    43,
    { project: 44, projects: [] },
  ])) {
    audited.push([project, audit?.projects.length ?? (error as { code: string }).code]);
  }
  expect(audited.sort()).toEqual([
    [1, 2],
    [43, 1],
    [44, 2],
    ["group/gone", "not_found"],
  ]);
  for (const target of ["/projects/42", "/projects/43", "/groups/7"]) {
    expect(sent(server).filter((request) => request === `GET ${target}`)).toHaveLength(1);
  }
});

test("a look-up that fails is an error, and not a finding", async () => {
  const { server, gitlab } = await start();
  server.script("getProject", [{ status: 500 }]);
  await expect(auditProject(gitlab, 1)).rejects.toMatchObject({ code: "server_error" });
  expect(codes(await auditProject(gitlab, 1))).toEqual([]);
});

test("wrong options are refused", async () => {
  const { server, gitlab } = await start();
  const error = await errorOf(() => auditProject(gitlab, 1, { target: false } as object));
  expect(error.message).toMatch(/target: unknown key, did you mean targets\?/);
  expect(sent(server)).toEqual([]);
});
