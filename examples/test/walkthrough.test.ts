import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Seed, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, onTestFinished, test } from "vitest";

const walkthrough = fileURLToPath(new URL("../walkthrough.ts", import.meta.url));

function run(
  environment: Record<string, string> = {},
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const options = { env: { PATH: process.env["PATH"], ...environment } };
    execFile(process.execPath, [walkthrough, ...args], options, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });
}

/** A GitLab of the environment, as a person would name it. */
async function startGitLab(seed?: Seed) {
  const gitlab = await startMockGitLab(seed && { seed });
  onTestFinished(() => gitlab.close());
  const environment = { GITLAB_URL: gitlab.url, GITLAB_TOKEN: gitlab.token, GITLAB_PROJECT: "group/app" };
  return { gitlab, environment };
}

test("walks through every step", async () => {
  const { code, out, err } = await run();
  expect({ code, err }).toEqual({ code: 0, err: "" });

  const settings = out.slice(0, out.indexOf("6. "));
  const values = [...settings.matchAll(/^ {3}(true|false)$/gm)].map(([, value]) => value);
  expect(values).toEqual(["true", "false", "true"]);

  for (const step of [
    "> await scope.save();",
    "> scope = await project.jobTokenScope.update({ enabled: true });",
    "> await scope.refresh();",
    "> const allowlist = await scope.allowlist.list();",
    "> entry = await scope.allowlist.create({ targetProjectId: target });",
    '[{"id":1,"path":"group/app","isNew":false},{"id":42,"path":"group/tool","isNew":true}]',
    "> await scope.allowlist.delete(target);",
    "> entry = await scope.groupsAllowlist.create({ targetGroupId: target });",
    '[{"id":8,"path":"partner","isNew":true}]',
    "> await scope.groupsAllowlist.delete(target);",
    'PATCH /api/v4/projects/group%2Fapp/job_token_scope {"enabled":false} → 204',
    "DELETE /api/v4/projects/1/job_token_scope/groups_allowlist/8 → 204",
  ]) {
    expect(out).toContain(step);
  }
  expect(out.match(/> await entry\.delete\(\);/g)).toHaveLength(2);
});

test("only reads in the GitLab of the environment", async () => {
  const { gitlab, environment } = await startGitLab();
  const { code, out } = await run(environment);
  expect(code).toBe(0);
  expect(out).toContain("reading only");
  expect(new Set(gitlab.requests().map(({ method }) => method))).toEqual(new Set(["GET"]));
});

test("writes in the GitLab of the environment when it is told to, and puts everything back", async () => {
  const { gitlab, environment } = await startGitLab();
  const targets = { GITLAB_TARGET_PROJECT: "group/tool", GITLAB_TARGET_GROUP: "partner" };
  expect(await run({ ...environment, ...targets }, "--write")).toMatchObject({ code: 0 });
  expect(gitlab.violations()).toEqual([]);
  const { out } = await run(environment);
  expect(out).toMatch(/^ {3}true$/m);
  expect(out).toContain('[[1,"group/app"]]');
});

test.for(["group/tool", "Group/Tool", "gid://gitlab/Project/42", "42", "group/app"])(
  "refuses to write when %s is listed already, and leaves it there",
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
    expect(err).toBe(
      `walkthrough: the project ${target} is on the allowlist already; name one that is not\n`,
    );
    expect(new Set(gitlab.requests().map(({ method }) => method))).toEqual(new Set(["GET"]));
  },
);

test.for<[string, Record<string, string>, string[], string]>([
  ["a GitLab named by halves", { GITLAB_URL: "http://127.0.0.1:1" }, [], "are needed together"],
  [
    "nothing to write",
    { GITLAB_URL: "http://127.0.0.1:1", GITLAB_TOKEN: "t", GITLAB_PROJECT: "a/b" },
    ["--write"],
    "--write needs",
  ],
  [
    "a host that is not there",
    { GITLAB_URL: "http://nowhere.invalid", GITLAB_TOKEN: "t", GITLAB_PROJECT: "a/b" },
    [],
    "could not be reached",
  ],
  [
    "a bad reference",
    { GITLAB_URL: "http://127.0.0.1:1", GITLAB_TOKEN: "t", GITLAB_PROJECT: "app" },
    [],
    '"app" is no reference',
  ],
  ["an unknown option", {}, ["--wirte"], "Unknown option '--wirte'"],
])("says what is wrong with %s, in one line", async ([, environment, args, words]) => {
  const { code, err } = await run(environment, ...args);
  expect(code).toBe(1);
  expect(err).toMatch(/^walkthrough: .*\n$/);
  expect(err).toContain(words);
});
