// @module-tag slow
/** There is no GitLab Runner here: gitlab-ci-local validates the recipe with its component, and runs the scripts of its jobs. */
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type MockGitLab, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { type Result, run } from "../run.ts";

const root = new URL("../../../", import.meta.url);
const pathOf = (name: string): string => fileURLToPath(new URL(name, root));
/** Which gitlab-ci-local copies the project with. */
const hasRsync = spawnSync("rsync", ["--version"]).status === 0;
const folder = mkdtempSync(join(tmpdir(), "gitlab-ci-fleet-"));
const readArtifact = (name: string): string => readFileSync(join(folder, name), "utf8");

const ids = Array.from({ length: 200 }, (_, i) => i + 1);
const groups = [{ id: 1000, path: "partner" }];
const seed = {
  projects: ids.map((id) => ({
    id,
    path: `group/service-${id}`,
    inboundEnabled: id % 5 !== 0,
    // An entry that stays, and one that goes.
    allowedProjects: id % 3 === 0 ? [1 + (id % 200), 1 + ((id + 6) % 200)] : [],
  })),
  groups,
};
/** Every project is restricted, and called by the next one and by the group. */
const states = {
  version: 1,
  defaults: { inboundEnabled: true, prune: true },
  projects: Object.fromEntries(
    ids.map((id) => [`group/service-${id}`, { allow: { projects: [1 + (id % 200)], groups: ["partner"] } }]),
  ),
};

/** What the states make of the projects. */
const desired = ids.map((id) => ({
  id,
  inboundEnabled: true,
  allowedProjects: [1 + (id % 200)],
  allowedGroups: [1000],
}));

/** The notes of a merge request, which the fixture does not have. */
let notes: { id: number; body: string }[] = [];
let refused: string[] = [];
const noteServer = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const text = Buffer.concat(chunks).toString();
    const [, id] =
      /^\/api\/v4\/projects\/\d+\/merge_requests\/7\/notes(?:\/(\d+))?/.exec(request.url ?? "") ?? [];
    if (request.headers["private-token"] !== "glpat-comment") refused.push(request.url ?? "");
    if (request.method === "GET") return response.end(JSON.stringify(notes));
    const { body }: { body: string } = JSON.parse(text);
    const note = notes.find((known) => String(known.id) === id);
    if (request.method === "PUT" && note) note.body = body;
    else notes.push({ id: notes.length + 1, body });
    return response.end("{}");
  });
});

let gitlab: MockGitLab;

beforeAll(async () => {
  gitlab = await startMockGitLab({ seed, strict: true });
  await new Promise<void>((resolve) => noteServer.listen(0, "127.0.0.1", resolve));
  mkdirSync(join(folder, "templates"));
  copyFileSync(pathOf("templates/job-token-scopes.yml"), join(folder, "templates/job-token-scopes.yml"));
  const recipe = readFileSync(pathOf("examples/recipes/gitlab-ci-fleet/.gitlab-ci.yml"), "utf8");
  const local = recipe
    .replace(/remote: .*\/templates\//, "local: templates/")
    .replace(/npx --yes .*/, pathOf("examples/node_modules/.bin/gitlab-job-token-scope"));
  expect(local.match(/local: /g)).toHaveLength(1);
  writeFileSync(join(folder, ".gitlab-ci.yml"), local);
  writeFileSync(join(folder, "job-token-scopes.yml"), JSON.stringify(states));
  writeFileSync(join(folder, ".gitignore"), "*.ndjson\n*.html\n*.md\n*.xml\n.gitlab-ci-local/\n");
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, stdio: "pipe" });
  git("init", "--quiet", "--initial-branch=main");
  git("remote", "add", "origin", "git@gitlab.example.com:group/scopes.git");
  git("add", "--all");
  const author = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
  git(...author, "commit", "--quiet", "--message=Start");
  git("branch", "change");
});
beforeEach(() => {
  gitlab.seed(seed);
  notes = [];
  refused = [];
});
afterAll(async () => {
  await gitlab.close();
  noteServer.close();
  rmSync(folder, { recursive: true });
});

/** Runs a pipeline of the recipe. */
function runPipeline(source: string, branch = "main"): Promise<Result> {
  execFileSync("git", ["checkout", "--quiet", branch], { cwd: folder, stdio: "pipe" });
  const { port } = noteServer.address() as AddressInfo;
  const variables = {
    CI_PIPELINE_SOURCE: source,
    CI_API_V4_URL: `http://127.0.0.1:${port}/api/v4`,
    CI_MERGE_REQUEST_IID: "7",
    GITLAB_URL: gitlab.url,
    GITLAB_TOKEN: gitlab.token,
    GITLAB_COMMENT_TOKEN: "glpat-comment",
  };
  const command = pathOf("examples/node_modules/.bin/gitlab-ci-local");
  const options = [
    "--home",
    join(folder, ".gitlab-ci-local/home"),
    "--force-shell-executor",
    "--shell-isolation",
  ];
  const pairs = Object.entries(variables).flatMap(([name, value]) => ["--variable", `${name}=${value}`]);
  return run(command, [...options, ...pairs], { cwd: folder });
}

/** The projects in a report. */
function projectsIn(report: string): number[] {
  const lines = readArtifact(report).trim().split("\n");
  const records: { project?: { id: number } }[] = lines.map((line) => JSON.parse(line));
  return records.flatMap(({ project }) => project?.id ?? []).sort((a, b) => a - b);
}

async function validateJunit(name: string): Promise<string[]> {
  const { errors } = await validateXML({
    xml: { fileName: name, contents: readArtifact(name) },
    schema: {
      fileName: "junit.xsd",
      contents: readFileSync(pathOf("packages/cli/test/formats/junit.xsd"), "utf8"),
    },
  });
  return errors.map(({ rawMessage }) => rawMessage);
}

const writes = () => gitlab.requests().filter(({ method }) => method !== "GET");

describe.skipIf(!hasRsync)("a fleet of 200 projects, in four jobs", () => {
  test("a merge request gets a plan as a comment, which the next pipeline rewrites", async () => {
    for (let i = 0; i < 2; i++) {
      const { code, out, err } = await runPipeline("merge_request_event", "change");
      expect(code, out + err).toBe(0);
      expect(out).toContain("job-token-scopes:plan: [4/4]");
    }
    expect(projectsIn("plan.ndjson")).toEqual(ids);
    expect(await validateJunit("plan.junit.xml")).toEqual([]);
    expect(readArtifact("plan.junit.xml")).toContain('tests="200" failures="200" errors="0"');
    expect(readArtifact("plan.html")).toContain("<title>Job token scopes: plan of 200 projects</title>");
    expect(notes).toHaveLength(1);
    expect(notes[0]?.body).toContain("### Job token scope: 200 projects to be changed");
    expect(refused).toEqual([]);
    expect(writes()).toEqual([]);
  });

  test("a change that GitLab refuses fails the pipeline, and the report has it with all the others", async () => {
    gitlab.script("allowGroup", [{ status: 403, body: { message: "403 Forbidden" } }]);
    const { code, out } = await runPipeline("push");
    expect(code, out).not.toBe(0);
    expect(projectsIn("apply.ndjson")).toEqual(ids);
    expect(await validateJunit("apply.junit.xml")).toEqual([]);
    expect(readArtifact("apply.junit.xml")).toContain('tests="200" failures="1" errors="0"');
  });

  test("a pipeline of the default branch ends in the desired world, with one report and one test report", async () => {
    const { code, out, err } = await runPipeline("push");
    expect(code, out + err).toBe(0);
    expect(projectsIn("apply.ndjson")).toEqual(ids);
    expect(await validateJunit("apply.junit.xml")).toEqual([]);
    expect(readArtifact("apply.junit.xml")).toContain('tests="200" failures="0" errors="0"');
    const { projects = [] } = gitlab.state();
    expect(
      projects.map(({ id, inboundEnabled, allowedProjects, allowedGroups }) => ({
        id,
        inboundEnabled,
        allowedProjects,
        allowedGroups,
      })),
    ).toEqual(desired);
    expect(gitlab.violations()).toEqual([]);

    const before = writes().length;
    expect((await runPipeline("push")).code).toBe(0);
    expect(writes()).toHaveLength(before);
  });

  test("a schedule audits it, and findings are a warning", async () => {
    gitlab.seed({
      projects: desired.map((project) => ({ ...project, path: `group/service-${project.id}` })),
      groups,
    });
    const clean = await runPipeline("schedule");
    expect(clean.code, clean.out + clean.err).toBe(0);
    expect(clean.out).not.toMatch(/ WARN .*audit:report/);
    expect(projectsIn("audit.ndjson")).toEqual(ids);

    await fetch(`${gitlab.apiUrl}/projects/5/job_token_scope`, {
      method: "PATCH",
      headers: { "private-token": gitlab.token, "content-type": "application/json" },
      body: JSON.stringify({ enabled: false }),
    });
    const { code, out, err } = await runPipeline("schedule");
    expect(code, out + err).toBe(0);
    expect(out).toMatch(/ WARN .*audit:report/);
    expect(await validateJunit("audit.junit.xml")).toEqual([]);
    expect(readArtifact("audit.junit.xml")).toContain('failures="1" errors="0"');
    expect(readArtifact("audit.junit.xml")).toContain('<failure message="unrestricted, differs">');
  });
});
