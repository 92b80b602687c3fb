// @module-tag slow
/** Runs the recipes for cron and for GitHub Actions, the latter's steps as its runner does. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type MockGitLab, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { test as base, describe, expect } from "vitest";
import { parse } from "yaml";
import { type Result, run } from "../run.ts";

const recipes = new URL("../../recipes/", import.meta.url);
const bin = fileURLToPath(new URL("../../node_modules/.bin", import.meta.url));

interface Fleet {
  readonly gitlab: MockGitLab;
  readonly folder: string;
  /** Runs a program in the folder, with the command on its PATH. */
  run(file: string, args: string[], env?: Record<string, string>): Promise<Result>;
}

const test = base.extend<{ fleet: Fleet }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the dependencies of a fixture from this pattern.
  fleet: async ({}, use) => {
    const gitlab = await startMockGitLab({
      strict: true,
      seed: {
        projects: [
          { id: 1, path: "group/app" },
          { id: 2, path: "group/library" },
          { id: 42, path: "group/tool" },
        ],
      },
    });
    const folder = mkdtempSync(join(tmpdir(), "fleet-"));
    const states = {
      version: 1,
      projects: {
        "group/app": { allow: { projects: [42] } },
        "group/library": { allow: { projects: [42] } },
      },
    };
    writeFileSync(join(folder, "job-token-scopes.yml"), JSON.stringify(states));
    writeFileSync(join(folder, "token"), `${gitlab.token}\n`, { mode: 0o600 });
    await use({
      gitlab,
      folder,
      run: (file, args, env) =>
        run("env", [`PATH=${bin}:${join(process.execPath, "..")}:${process.env["PATH"]}`, file, ...args], {
          cwd: folder,
          env: { GITLAB_URL: gitlab.url, ...env },
        }),
    });
    await gitlab.close();
    rmSync(folder, { recursive: true });
  },
});

const allowed = (gitlab: MockGitLab): unknown =>
  gitlab.state().projects?.map(({ allowedProjects }) => allowedProjects?.length);

test("cron gets no output from a run without problems, and a run with problems is resumed", async ({
  fleet,
}) => {
  const { gitlab, folder } = fleet;
  copyFileSync(new URL("cron-fleet.sh", recipes), join(folder, "cron-fleet.sh"));
  gitlab.script("allowProject", [{ status: 403, body: { message: "403 Forbidden" } }]);
  const failed = await fleet.run("sh", ["cron-fleet.sh"]);
  expect(failed.code, failed.out + failed.err).toBe(1);
  expect(failed.out).toContain("403");
  expect(failed.out).not.toContain(gitlab.token);
  expect(await fleet.run("sh", ["cron-fleet.sh"])).toEqual({ code: 0, out: "", err: "" });
  expect(allowed(gitlab)).toEqual([1, 1, 0]);
});

describe("GitHub Actions", () => {
  const workflow = parse(readFileSync(new URL("github-actions-fleet.yml", recipes), "utf8"));

  async function runJob(
    { gitlab, folder, run: start }: Fleet,
    name: string,
  ): Promise<Result & { summary: string }> {
    const summary = join(folder, "summary.md");
    writeFileSync(summary, "");
    const steps: { run?: string }[] = workflow.jobs[name].steps;
    const script = steps.flatMap((step) => step.run ?? []).join("\n");
    const local = script.replaceAll(/npx --yes \S+/g, "gitlab-job-token-scope");
    const env = { GITLAB_TOKEN: gitlab.token, GITHUB_STEP_SUMMARY: summary };
    const result = await start("bash", ["-eo", "pipefail", "-c", local], env);
    return { ...result, summary: readFileSync(summary, "utf8") };
  }

  test("plans, applies and audits", async ({ fleet }) => {
    const plan = await runJob(fleet, "plan");
    expect(plan.code, plan.err).toBe(0);
    expect(plan.summary).toContain("### Job token scope: 2 projects to be changed");
    expect(allowed(fleet.gitlab)).toEqual([0, 0, 0]);

    expect((await runJob(fleet, "audit")).code).toBe(2);

    const apply = await runJob(fleet, "apply");
    expect(apply.code, apply.err).toBe(0);
    expect(apply.summary).toContain("### Job token scope: 2 projects changed");
    expect(allowed(fleet.gitlab)).toEqual([1, 1, 0]);

    expect((await runJob(fleet, "audit")).code).toBe(0);
    expect(readFileSync(join(fleet.folder, "audit.html"), "utf8")).toContain("0 findings");
  });
});
