import { auditAll, auditProject } from "@gitlab-job-token-scope/desired-state";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import { describe, expect, test } from "vitest";
import { abortEach, errorOf, sent, start, withApp, world, writes } from "./helpers.js";

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

test("a group that has the ID of the project is another thing", async () => {
  const seed = {
    projects: [{ id: 7, path: "group/app", allowedGroups: [7] }],
    groups: [{ id: 7, path: "partner" }],
  };
  const { gitlab } = await start({ seed });
  expect((await auditProject(gitlab, 7)).groups).toEqual([{ kind: "group", id: 7, path: "partner" }]);
});

describe("findings", () => {
  test("a project that is open to all", async () => {
    const { gitlab } = await start({ seed: withApp({ inboundEnabled: false }) });
    const audit = await auditProject(gitlab, 1);
    expect(audit.findings).toEqual([
      {
        code: "unrestricted",
        message: "Job tokens of every project can use this project's API: the allowlists are not in force.",
      },
    ]);
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
    expect(findings[0]?.message).toBe(
      "The project group/tool (42) is allowed, and the token's user cannot see it. Before GitLab 19.1, only somebody who can, such as an administrator, can remove it.",
    );
    expect(findings[2]?.message).toBe(
      "The group partner (7) is allowed, and the token's user cannot see it.",
    );
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
    for (const { message } of audit.findings) {
      expect(message).toBe(`The allowlist has ${count} projects, of the 200 that GitLab allows.`);
    }
    expect(audit.free.projects).toBe(200 - count);
  });

  test("180 groups of 200", async () => {
    const many = Array.from({ length: 180 }, (_, index) => ({ id: 100 + index, path: `team${index}` }));
    const seed = { ...withApp({ allowedGroups: many.map(({ id }) => id) }), groups: many };
    const { gitlab } = await start({ seed });
    expect((await auditProject(gitlab, 1, { targets: false })).findings).toEqual([
      { code: "near_limit", message: "The allowlist has 180 groups, of the 200 that GitLab allows." },
    ]);
  });

  test("what differs from the desired state", async () => {
    const { gitlab } = await start();
    const state = { project: 1, inboundEnabled: true, projects: [43, "group/gone"], prune: true };
    const audit = await auditProject(gitlab, state);
    expect(codes(audit)).toEqual(["differs"]);
    expect(audit.findings[0]?.message).toBe("The project differs from its desired state in 3 points.");
    expect(audit.differences).toEqual({
      changes: [
        { action: "add", kind: "project", id: 43 },
        { action: "remove", kind: "project", id: 42, path: "group/tool" },
      ],
      missing: [{ kind: "project", path: "group/gone" }],
    });
    expect(codes(await auditProject(gitlab, { project: 1, inboundEnabled: true }))).toEqual([]);
    const one = await auditProject(gitlab, { project: 1, projects: [43] });
    expect(one.findings[0]?.message).toBe("The project differs from its desired state in 1 point.");
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

test("what the desired state leaves alone does not differ", async () => {
  const { gitlab } = await start();
  const audit = await auditProject(gitlab, { project: 1, groups: [7] });
  expect(audit.differences).toEqual({ changes: [], missing: [] });
});

test("the limits of a request and a signal hold for every request", async () => {
  const { server, gitlab } = await start();
  server.script({}, [{ status: 502 }]);
  const request = { retry: { limit: 0 } };
  await expect(auditProject(gitlab, 1, { request })).rejects.toMatchObject({ code: "server_error" });
  const before = sent(server).length;
  const signal = AbortSignal.abort();
  await expect(auditProject(gitlab, 1, { request, signal })).rejects.toMatchObject({ code: "aborted" });
  expect(sent(server)).toHaveLength(before);
});

test("a signal reaches every request", async () => {
  const { server } = await start();
  const state = { project: "group/app", projects: ["partner/client"], groups: ["partner/sub"] };
  const endings = await abortEach(server, (gitlab, signal) => auditProject(gitlab, state, { signal }));
  // Both lists, the setting, two entries and two targets.
  expect(endings).toEqual(Array(7).fill("aborted"));
});

test("wrong options are refused", async () => {
  const { server, gitlab } = await start();
  const error = await errorOf(() => auditProject(gitlab, 1, { target: false } as object));
  expect(error.code).toBe("invalid_option");
  expect(error.message).toBe("options: target: unknown key, did you mean targets?");
  expect(sent(server)).toEqual([]);
});
