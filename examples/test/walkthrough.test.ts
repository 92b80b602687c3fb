// @module-tag slow
import { fileURLToPath } from "node:url";
import { type Seed, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, onTestFinished, test } from "vitest";
import { runWalkthrough } from "../walkthrough/command.ts";
import { type Result, run as runProgram } from "./run.ts";

const walkthrough = fileURLToPath(new URL("../walkthrough.ts", import.meta.url));

async function run(env: Record<string, string> = {}, ...args: string[]): Promise<Result> {
  let out = "";
  let err = "";
  const code = await runWalkthrough(args, {
    env,
    color: false,
    log: (line) => {
      out += `${line}\n`;
    },
    error: (line) => {
      err += `${line}\n`;
    },
  });
  return { code, out, err };
}

/** Starts a GitLab, and returns the environment variables for it. */
async function startGitLab(seed?: Seed) {
  const gitlab = await startMockGitLab(seed && { seed });
  onTestFinished(() => gitlab.close());
  const environment = { GITLAB_URL: gitlab.url, GITLAB_TOKEN: gitlab.token, GITLAB_PROJECT: "group/app" };
  return { gitlab, environment };
}

// The steps print their source code, which is only unchanged without vitest's transformations.
test("runs every step", { tags: ["slow"] }, async () => {
  const { code, out, err } = await runProgram(process.execPath, [walkthrough]);
  expect({ code, err }).toEqual({ code: 0, err: "" });

  const settings = out.slice(0, out.indexOf("6. "));
  const values = [...settings.matchAll(/ \/\/ (true|false)$/gm)].map(([, value]) => value);
  expect(values).toEqual(["true", "false", "true"]);

  for (const step of [
    "await scope.save();",
    "scope = await project.jobTokenScope.update({ enabled: true });",
    "await scope.refresh();",
    "const allowlist = await scope.allowlist.list();",
    "entry = await scope.allowlist.create({ targetProjectId: target });",
    '[{"id":1,"path":"group/app","isNew":false},{"id":42,"path":"group/tool","isNew":true}]',
    "await scope.allowlist.delete(target);",
    "entry = await scope.groupsAllowlist.create({ targetGroupId: target });",
    '[{"id":8,"path":"partner","isNew":true}]',
    "await scope.groupsAllowlist.delete(target);",
    'PATCH /api/v4/projects/1/job_token_scope {"enabled":false} → 204',
    "DELETE /api/v4/projects/1/job_token_scope/groups_allowlist/8 → 204",
    "for await (const { id, path } of group.projects()) projects.push([id, path]);",
    '[[1,"group/app"],[2,"group/library"],[42,"group/tool"]]',
  ]) {
    expect(out).toContain(step);
  }
  expect(out.split("\n").length).toBeLessThan(60);
  expect(out.match(/await entry\.delete\(\);/g)).toHaveLength(2);
});

test("starts a test server, writes to it, and restores the original state", async () => {
  const { code, out, err } = await run();
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain('PATCH /api/v4/projects/1/job_token_scope {"enabled":false} → 204');
  expect(out).toContain("Done. The original state is restored.");
});

test("has colors only where it is told to", async () => {
  const lines: string[] = [];
  await runWalkthrough([], { env: {}, color: true, log: (line) => lines.push(line), error: () => {} });
  expect(lines[1]?.startsWith("\u001b[1m1. ")).toBe(true);
  expect((await run()).out).not.toContain("\u001b");
});

test("only reads from the GitLab that the environment specifies", async () => {
  const { gitlab, environment } = await startGitLab();
  const { code, out } = await run(environment);
  expect(code).toBe(0);
  expect(out).toContain("read-only");
  expect(new Set(gitlab.requests().map(({ method }) => method))).toEqual(new Set(["GET"]));
});

test("writes to it with --write, and restores the original state", async () => {
  const { gitlab, environment } = await startGitLab();
  const targets = { GITLAB_TARGET_PROJECT: "group/tool", GITLAB_TARGET_GROUP: "partner" };
  expect(await run({ ...environment, ...targets }, "--write")).toMatchObject({ code: 0 });
  expect(gitlab.violations()).toEqual([]);
  const { out } = await run(environment);
  expect(out).toMatch(/ \/\/ true$/m);
  expect(out).toContain('[[1,"group/app"]]');
});

test("restores the original state after a failed step", async () => {
  const { gitlab, environment } = await startGitLab();
  // The first step that writes disables the setting, but fails.
  gitlab.script("updateJobTokenScope", [{ status: 403, body: { message: "403 Forbidden" }, applied: true }]);
  const targets = { GITLAB_TARGET_PROJECT: "group/tool", GITLAB_TARGET_GROUP: "partner" };
  const { code, err } = await run({ ...environment, ...targets }, "--write");
  expect(code).toBe(1);
  expect(err).toMatch(/^walkthrough: .*403.*\n$/);
  const { out } = await run(environment);
  expect(out).toMatch(/ \/\/ true$/m);
});

test.for(["group/tool", "Group/Tool", "gid://gitlab/Project/42", "42", "group/app"])(
  "refuses to write if %s is already on the allowlist, and leaves it there",
  async (target) => {
    const { gitlab, environment } = await startGitLab({
      projects: [
        { id: 1, path: "group/app", allowedProjects: [42] },
        { id: 42, path: "group/tool" },
      ],
      groups: [{ id: 8, path: "partner" }],
    });
    const targets = { GITLAB_TARGET_PROJECT: target, GITLAB_TARGET_GROUP: "partner" };
    const { code, err } = await run({ ...environment, ...targets }, "--write");
    expect(code).toBe(1);
    expect(err).toBe(`walkthrough: the project ${target} is already on the allowlist; choose another one\n`);
    expect(gitlab.state().projects[0]?.allowedProjects).toEqual([42]);
    expect(gitlab.requests().filter(({ method }) => method === "DELETE" || method === "PATCH")).toEqual([]);
  },
);

test.for<[string, Record<string, string>, string[], string]>([
  ["missing environment variables", { GITLAB_URL: "http://127.0.0.1:1" }, [], "must be set together"],
  [
    "missing targets",
    { GITLAB_URL: "http://127.0.0.1:1", GITLAB_TOKEN: "t", GITLAB_PROJECT: "a/b" },
    ["--write"],
    "--write requires",
  ],
  [
    "a GitLab that is not running",
    { GITLAB_URL: "http://127.0.0.1:1", GITLAB_TOKEN: "t", GITLAB_PROJECT: "a/b" },
    [],
    "127.0.0.1:1",
  ],
  [
    "an invalid reference",
    { GITLAB_URL: "http://127.0.0.1:1", GITLAB_TOKEN: "t", GITLAB_PROJECT: "app" },
    [],
    '"app"',
  ],
  ["an unknown option", {}, ["--wirte"], "Unknown option '--wirte'"],
])("reports %s in one line", async ([, environment, args, message]) => {
  const { code, err } = await run(environment, ...args);
  expect(code).toBe(1);
  expect(err).toMatch(/^walkthrough: .*\n$/);
  expect(err).toContain(message);
});
