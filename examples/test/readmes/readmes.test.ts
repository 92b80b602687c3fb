// @module-tag slow
/**
 * The code of the READMEs, run against the fixture in order, as a reader would. Only what is stated here is changed: addresses,
 * tokens and paths. Code is added before or after a block, but never in it.
 */
import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type MockGitLab, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { generate } from "selfsigned";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { type Result, run } from "../run.ts";
import { findBlock, joinBlocks, readBlocks, replaceAll } from "./readme.ts";

const example = "https://gitlab.example.com";
const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));

let folder: string;
let gitlab: MockGitLab;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "readmes-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await symlink(modules, join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  gitlab = await startMockGitLab({ strict: true });
  // Fails if a call violated the document.
  onTestFinished(() => gitlab.close());
});

/** Runs a module, which has to end without an error. */
async function runModule(code: string): Promise<Result> {
  await writeFile(join(folder, "readme.ts"), code);
  const result = await run(process.execPath, ["--disable-warning=ExperimentalWarning", "readme.ts"], {
    cwd: folder,
  });
  expect(result, result.err).toMatchObject({ code: 0, err: "" });
  return result;
}

/** The requests that GitLab received, without their queries. It has to have carried out all of them. */
function sent(): string[] {
  const requests = gitlab.requests();
  expect(requests.filter(({ status }) => status >= 300)).toEqual([]);
  return requests.map(({ method, path }) => `${method} ${path.replace("/api/v4", "").replace(/\?.*/, "")}`);
}

const scope = "/projects/1/job_token_scope";

test("the README of the repository", async () => {
  const blocks = readBlocks("README.md");
  expect(blocks).toHaveLength(1);
  const { out } = await runModule(
    replaceAll(joinBlocks(blocks), { [example]: gitlab.url, "glpat-…": gitlab.token }),
  );
  expect(out).toBe("true\n1 group/app\n42 group/tool\n");
  expect(sent()).toContain(`PATCH ${scope}`);
});

test("the README of the client", async () => {
  const blocks = readBlocks("packages/openapi-client/README.md");
  // The example, the errors, and one call of each of the operations.
  expect(blocks).toHaveLength(2 + 11);
  const { out } = await runModule(
    replaceAll(joinBlocks(blocks), { [example]: gitlab.url, "glpat-…": gitlab.token }),
  );
  expect(out).toMatch(/^true \S+\n$/);
  expect(sent()).toEqual([
    "GET /projects/group%2Fapp/job_token_scope",
    `PATCH ${scope}`,
    `GET ${scope}`,
    `PATCH ${scope}`,
    `GET ${scope}/allowlist`,
    `POST ${scope}/allowlist`,
    `DELETE ${scope}/allowlist/42`,
    `GET ${scope}/groups_allowlist`,
    `POST ${scope}/groups_allowlist`,
    `DELETE ${scope}/groups_allowlist/7`,
    "GET /projects/1",
    "GET /groups/group",
    "GET /groups/group/projects",
  ]);
});

test("the README of the facade", async () => {
  const blocks = readBlocks("packages/facade/README.md");
  expect(blocks).toHaveLength(8);
  const additions = [
    { block: "@ts-expect-error", leftOut: "it shows an error of the compiler" },
    {
      block: "const rotating",
      after: "console.log((await rotating.project(1).jobTokenScope.get()).inboundEnabled);",
    },
    { block: "const logged", after: "await logged.project(1).jobTokenScope.get();" },
    {
      block: "const fetchThrough",
      after: `const through = createGitLab({ token: "glpat-…", fetch: fetchThrough(new Agent()) });
console.log((await through.project(1).jobTokenScope.update({ enabled: false })).inboundEnabled);`,
    },
  ];
  expect(additions.filter(({ leftOut }) => leftOut)).toHaveLength(1);
  gitlab.seed({
    projects: [
      { id: 1, path: "group/app", allowedGroups: [7, 8] },
      { id: 42, path: "group/tool" },
    ],
    groups: [
      { id: 7, path: "group" },
      { id: 8, path: "partner" },
    ],
  });
  const { cert } = await generate();
  await writeFile(join(folder, "token"), `${gitlab.token}\n`);
  await writeFile(join(folder, "ca.pem"), cert);
  const code = replaceAll(joinBlocks(blocks, additions), {
    [`url: "${example}", `]: "",
    // Without a URL, the client would call gitlab.com.
    "createGitLab({": `createGitLab({ url: "${gitlab.url}",`,
    "glpat-…": gitlab.token,
    "/run/secrets/gitlab": join(folder, "token"),
    "/path/ca.pem": join(folder, "ca.pem"),
  });
  const { out } = await runModule(code);
  expect(out).toMatch(
    /^7 group\ngroup\/app true\ngroup\/tool true\ntrue\nGET \/projects\/\{id\}\/job_token_scope \{\n {2}attempt: 1,\n {2}status: 200,[^}]*\}\nfalse\n$/,
  );
  expect(sent()).toEqual([
    "GET /projects/group%2Fapp",
    `GET ${scope}`,
    `PATCH ${scope}`,
    `GET ${scope}`,
    `PATCH ${scope}`,
    `GET ${scope}`,
    `GET ${scope}`,
    "GET /projects/group%2Ftool",
    `POST ${scope}/allowlist`,
    `DELETE ${scope}/allowlist/42`,
    `POST ${scope}/allowlist`,
    `DELETE ${scope}/allowlist/42`,
    "GET /groups/partner",
    `DELETE ${scope}/groups_allowlist/8`,
    `GET ${scope}/allowlist`,
    `GET ${scope}/groups_allowlist`,
    "GET /groups/group",
    "GET /groups/7/projects",
    `GET ${scope}`,
    "GET /projects/42/job_token_scope",
    `GET ${scope}`,
    `GET ${scope}`,
    `PATCH ${scope}`,
    `GET ${scope}`,
  ]);
});

test("the README of desired-state", async () => {
  const readme = "packages/desired-state/README.md";
  const blocks = readBlocks(readme);
  expect(blocks).toHaveLength(6);
  const [file = ""] = readBlocks(readme, "yaml");
  await writeFile(join(folder, "job-token-scopes.yml"), file);
  const values = { project: "group/library", enabled: null, target_project_ids: [], target_group_ids: [6] };
  const resource = { address: "x", mode: "managed", type: "gitlab_project_job_token_scopes", values };
  const terraform = { values: { root_module: { resources: [resource] } } };
  await writeFile(join(folder, "terraform.json"), JSON.stringify(terraform));
  gitlab.seed({
    projects: [
      { id: 1, path: "group/app", inboundEnabled: false, allowedProjects: [42, 43] },
      { id: 2, path: "group/library", allowedProjects: [43], allowedGroups: [6] },
      { id: 42, path: "group/cli" },
      { id: 43, path: "group/old" },
      { id: 44, path: "group/tool" },
    ],
    groups: [
      { id: 6, path: "group" },
      { id: 7, path: "partner" },
    ],
  });
  const code = replaceAll(joinBlocks(blocks), { [example]: gitlab.url, "glpat-…": gitlab.token });
  const { out } = await runModule(code);
  const [printed = ""] = readBlocks(readme, "");
  expect(out).toContain(printed);
  expect(out).toContain("group/library (2)\n  nothing to change\n    1 entry stays\n");
  const { projects } = gitlab.state();
  expect(projects?.slice(0, 2)).toMatchObject([
    { inboundEnabled: true, allowedProjects: [42, 44], allowedGroups: [7] },
    { inboundEnabled: true, allowedProjects: [43], allowedGroups: [6] },
  ]);
  expect(await readFile(join(folder, "imported.yml"), "utf8")).toContain(
    "projects:\n  group/library:\n    prune: true\n    allow:\n      projects: []\n      groups:\n        - 6\n",
  );
});

test("the README of the command", async () => {
  const readme = "packages/cli/README.md";
  const [installation = "", ...blocks] = readBlocks(readme, "sh");
  expect(installation).toContain("npm install --global");
  expect(blocks).toHaveLength(9);
  const seed = (inboundEnabled: boolean) => ({
    projects: [
      { id: 1, path: "group/app", inboundEnabled, allowedProjects: [43] },
      { id: 2, path: "group/library", allowedProjects: [43] },
      { id: 42, path: "group/tool" },
      { id: 43, path: "group/old" },
    ],
    groups: [
      { id: 6, path: "group" },
      { id: 7, path: "partner" },
    ],
  });
  gitlab.seed(seed(false));
  const command = fileURLToPath(
    new URL("../../../packages/cli/bin/gitlab-job-token-scope.js", import.meta.url),
  );
  const bin = join(folder, "gitlab-job-token-scope");
  await writeFile(bin, `#!/bin/sh\nexec '${process.execPath}' '${command}' "$@"\n`, { mode: 0o755 });
  const script = replaceAll(blocks.join("\n"), { [example]: gitlab.url, "glpat-…": gitlab.token });
  const result = await run("bash", ["-eu", "-c", `PATH="$PWD:$PATH"\n${script}`], { cwd: folder });
  expect(result, result.err).toMatchObject({ code: 0 });
  for (const printed of readBlocks(readme, "")) expect(result.out).toContain(printed);
  expect(result.err).toContain(`GitLab: ${gitlab.url}, from GITLAB_URL\nToken: from token\n`);
  expect(result.out + result.err).not.toContain(gitlab.token);
  expect(gitlab.state().projects?.slice(0, 2)).toMatchObject([
    { inboundEnabled: true, allowedProjects: [42], allowedGroups: [7] },
    { inboundEnabled: true, allowedProjects: [42] },
  ]);
});

test("the README of the fixture", async () => {
  const blocks = readBlocks("packages/contract-fixture/README.md");
  expect(blocks).toHaveLength(11);
  // Vitest runs three of them. Its reporter writes the files that another block reads.
  const [ofConfig = "", ofTest = "", ofTime = ""] = [
    "// vitest.config.ts",
    "createTest(",
    "vi.useFakeTimers",
  ].map((text) => findBlock(blocks, text));
  await writeFile(join(folder, "vitest.config.ts"), ofConfig);
  await writeFile(join(folder, "usage.test.ts"), ofTest);
  const isSet = "it('has passed', () => expect(Date.now()).toBe(Date.UTC(2027, 0, 1, 0, 1)));";
  await writeFile(
    join(folder, "time.test.ts"),
    `${ofTime}\nimport { expect, it } from "vitest";\n${isSet}\n`,
  );
  const vitest = fileURLToPath(new URL("../../node_modules/vitest/vitest.mjs", import.meta.url));
  const tests = await run(process.execPath, [vitest, "run"], { cwd: folder, env: { NO_COLOR: "1" } });
  expect(tests, tests.out + tests.err).toMatchObject({ code: 0 });
  expect(tests.out).toMatch(/Tests +2 passed/);
  for (const name of ["unit.json", "end-to-end.json"]) {
    await cp(join(folder, "gitlab-coverage.json"), join(folder, name));
  }

  const rest = blocks.filter((block) => ![ofConfig, ofTest, ofTime].includes(block));
  const call = (path: string, method: string, body: object, base = "gitlab") =>
    `await fetch(\`\${${base}.apiUrl}${path}\`, { method: "${method}", headers: { "PRIVATE-TOKEN": gitlab.token, "content-type": "application/json" }, body: '${JSON.stringify(body)}' });`;
  const additions = [
    {
      block: "gitlab.assertRequests(",
      before: `${call(`${scope}/allowlist`, "POST", { target_project_id: 42 })}
${call(scope, "PATCH", { enabled: true })}`,
    },
    { block: "const runners", after: "console.log(gitlab.scripts().length, gitlab.violations());" },
    {
      block: "await using proxy",
      after: `console.log((${call(scope, "PATCH", { enabled: false }, "proxy").replace(/;$/, "")}).status, proxy.violations());`,
    },
  ];
  const code = replaceAll(joinBlocks(rest, additions), {
    [`upstream: "${example}"`]: `upstream: "${gitlab.url}"`,
  });
  const { out } = await runModule(code);
  expect(out).toContain("{ inbound_enabled: true, outbound_enabled: false }\n[]\n4 []\n");
  expect(out).toContain("Contract coverage: 1 of 11 operations");
  expect(out).toMatch(/\n204 \[\]\n$/);
  // The proxy's client was the only one of this GitLab.
  expect(sent()).toEqual([`PATCH ${scope}`]);
});

const hasCurl = spawnSync("bash", ["-c", "curl --help all | grep -q -e --json"]).status === 0;

test.skipIf(!hasCurl)("the curl commands of the fixture's README (skipped without curl 7.83)", async () => {
  const blocks = readBlocks("packages/contract-fixture/README.md", "sh");
  const commands = blocks.filter((block) => block.startsWith("curl "));
  // The others install packages, start processes or need Docker or a real GitLab.
  expect([blocks.length, commands.length]).toEqual([6, 2]);
  const [ofScenario = "", ofAssertion = ""] = commands;
  const curl = (code: string) =>
    run("sh", ["-e", "-c", code], { env: { url: gitlab.url, token: gitlab.token } });

  expect(await curl(ofScenario)).toMatchObject({ code: 0, out: "[]" });
  expect(gitlab.violations()).toEqual([]);
  expect(await curl(ofAssertion)).toMatchObject({
    code: 22,
    out: expect.stringContaining("expected 1 request"),
  });
  await fetch(`${gitlab.apiUrl}${scope}/allowlist`, {
    method: "POST",
    headers: { "private-token": gitlab.token, "content-type": "application/json" },
    body: '{"target_project_id":42}',
  });
  expect(await curl(ofAssertion)).toMatchObject({ code: 0 });
});
