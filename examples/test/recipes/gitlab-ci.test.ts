// @module-tag slow
/** There is no GitLab Runner here: gitlab-ci-local validates the pipeline, and runs the script of its job. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { startCommand } from "../../recipes/command.ts";
import { type Result, run } from "../run.ts";

const recipe = readFileSync(new URL("../../recipes/gitlab-ci.yml", import.meta.url), "utf8");
const command = fileURLToPath(new URL("../../node_modules/.bin/gitlab-ci-local", import.meta.url));
/** Which gitlab-ci-local copies the project with. */
const hasRsync = spawnSync("rsync", ["--version"]).status === 0;
const folder = mkdtempSync(join(tmpdir(), "gitlab-ci-"));

/** A project whose tests send one request. */
function writeProject(path: string): void {
  const name = "app";
  const send = `fetch(process.env.GITLAB_URL + "/api/v4${path}", { headers: { "private-token": process.env.GITLAB_TOKEN } })`;
  const files = {
    "package.json": JSON.stringify({ name, version: "1.0.0", scripts: { test: "node test.cjs" } }),
    "package-lock.json": JSON.stringify({ name, version: "1.0.0", lockfileVersion: 3, packages: {} }),
    "test.cjs": `${send}.then(async (response) => console.log(await response.text()));`,
  };
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
}

function gitlabCiLocal(content: string, ...args: string[]): Promise<Result> {
  writeFileSync(join(folder, ".gitlab-ci.yml"), content);
  return run(command, ["--home", folder, ...args], { cwd: folder });
}

beforeAll(() => {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, stdio: "pipe" });
  git("init", "--quiet", "--initial-branch=main");
  git("remote", "add", "origin", "git@gitlab.example.com:group/app.git");
  const author = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
  git(...author, "commit", "--quiet", "--allow-empty", "--message=Start");
});
afterAll(() => rmSync(folder, { recursive: true }));

test("the pipeline conforms to GitLab's schema, and has the image and the port of the Dockerfile", async () => {
  const { code, out, err } = await gitlabCiLocal(recipe, "--list-csv");
  expect(code, err).toBe(0);
  expect(out).toMatch(/^test;/m);
  expect((await gitlabCiLocal(recipe.replace("script:", "scripts:"), "--list")).code).not.toBe(0);

  const dockerfile = readFileSync(
    new URL("../../../packages/contract-fixture/Dockerfile", import.meta.url),
    "utf8",
  );
  const { image, services, variables } = parse(recipe).test;
  expect(dockerfile).toContain(`FROM ${image}\n`);
  expect(dockerfile).toContain(`"--allow-host", "${services[0].alias}"`);
  expect(dockerfile).toContain(`EXPOSE ${new URL(variables.GITLAB_URL).port}\n`);
});

test.skipIf(!hasRsync).for([
  ["passes if the tests conform", "/projects/1", 0, '"path_with_namespace":"group/app"'],
  ["fails if they do not, and prints the violations", "/nothing", 1, '"path":"/api/v4/nothing"'],
] as const)("the job %s", async ([, path, expected, text]) => {
  const { image: _, services, ...job } = parse(recipe).test;
  const { url, token, stop } = await startCommand(...services[0].command);
  expect(token).toBe(job.variables.GITLAB_TOKEN);
  writeProject(path);
  // Without its image, the job is run by the shell.
  const pipeline = { test: { ...job, variables: { ...job.variables, GITLAB_URL: url } } };
  const { code, out, err } = await gitlabCiLocal(JSON.stringify(pipeline), "test");
  expect(code, out + err).toBe(expected);
  expect(out).toContain(text);
  await stop();
});
