// @module-tag slow
// @module-tag mutants
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkBreaking } from "../check-breaking/command.ts";
import { createDirectory, type Result, replaceOnce, root, run, spawnScript, toLines } from "./helpers.ts";

const spec = readFileSync(join(root, "spec/openapi.yaml"), "utf8");
const client = "@gitlab-job-token-scope/openapi-client";
const manifest = "packages/openapi-client/package.json";

interface Edit {
  from: string;
  to: string;
}

/** The document with the first occurrence of a text replaced. */
function edit({ from, to }: Edit, text = spec): string {
  return replaceOnce(text, from, to);
}

/** A workspace with only the files that the check reads. */
function createWorkspace(document: string, files: Record<string, string> = {}): Promise<string> {
  return createDirectory({
    "spec/openapi.yaml": document,
    [manifest]: JSON.stringify({ name: client, version: "0.1.0" }),
    ".changeset/README.md": "",
    ...files,
  });
}

function setVersion(workspace: string, version: string): void {
  writeFileSync(join(workspace, manifest), JSON.stringify({ name: client, version }));
}

function addChangeset(workspace: string, name: string, bump: string): void {
  writeFileSync(join(workspace, `.changeset/${bump}.md`), `---\n"${name}": ${bump}\n---\n\nA change.\n`);
}

// Without the settings and the repository of the person who runs the tests.
const env = { PATH: process.env["PATH"], GIT_CEILING_DIRECTORIES: tmpdir() };

function git(workspace: string, ...args: string[]): void {
  const author = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...author, ...args], { cwd: workspace, env, stdio: "pipe" });
}

// One repository for all tests: each gets a copy.
const repository = mkdtempSync(join(tmpdir(), "check-breaking-"));
beforeAll(() => {
  mkdirSync(join(repository, "spec"));
  writeFileSync(join(repository, "spec/openapi.yaml"), spec);
  git(repository, "init", "--quiet", "--template=");
  git(repository, "add", ".");
  git(repository, "commit", "--quiet", "--message", "release");
});
afterAll(() => rmSync(repository, { recursive: true }));

/** A workspace whose document was released, and then changed to the given one. */
async function createReleasedWorkspace(document: string, version = "0.1.0"): Promise<string> {
  const workspace = await createWorkspace(document);
  cpSync(join(repository, ".git"), join(workspace, ".git"), { recursive: true });
  git(workspace, "tag", `${client}@${version}`);
  setVersion(workspace, version);
  return workspace;
}

function check(cwd: string, args: string[] = [], environment: NodeJS.ProcessEnv = env): Promise<Result> {
  return run(checkBreaking, args, { cwd, env: environment });
}

const kind = "enum: [group, user]";
const group = '"#/components/schemas/Group"';
const patch = "    patch:\n      operationId: updateJobTokenScope";
const put = `    put: { operationId: new, responses: { "204": { description: Done. } } }\n${patch}`;

describe("the report", () => {
  const after = edit({ from: kind, to: "enum: [group, user, team]" });
  const value =
    'breaking  schemas/Namespace.kind: can now be "team" (breaks compilation: remove "team", or add a';

  test.each([
    { version: "0.1.0", bump: "minor" },
    { version: "1.2.3", bump: "major" },
  ])(
    "a breaking change of $version names the place, what breaks, and the remedy",
    async ({ version, bump }) => {
      const { stdout } = await check(await createReleasedWorkspace(after, version));
      expect(stdout).toContain(`  ${value} ${bump} changeset)\n`);
    },
  );

  test("the layout of the text is not a change", async () => {
    const rewritten = `# A comment.\n${edit({ from: kind, to: 'enum: ["group", "user"]' })}`;
    const workspace = await createWorkspace(rewritten, { "before.yaml": spec });
    const { status, stdout } = await check(workspace, ["before.yaml"]);
    expect(status).toBe(0);
    expect(stdout).toContain("Nothing changed: no changeset is needed.");
  });

  test("changes of the highest impact come first, and are not repeated for each operation", async () => {
    const document = edit(
      { from: "A project on the allowlist.", to: "An allowed project." },
      edit({ from: patch, to: put }, after),
    );
    const { stdout } = await check(await createWorkspace(document, { "before.yaml": spec }), ["before.yaml"]);
    const impacts = toLines(stdout)
      .filter((line) => line.startsWith("  "))
      .map((line) => line.trim().split(" ")[0]);
    expect(impacts).toEqual(["breaking", "addition", "docs"]);
  });
});

describe("the pending changesets", () => {
  const breaking = edit({ from: "operationId: getGroup", to: "operationId: readGroup" });
  const addition = edit({ from: patch, to: put });
  const docs = edit({ from: "A project on the allowlist.", to: "An allowed project." });

  test.each([
    { change: "documentation", document: docs, version: "0.1.0", needed: "patch" },
    { change: "an addition", document: addition, version: "1.2.3", needed: "minor", small: "patch" },
    {
      change: "a breaking change of 0.x",
      document: breaking,
      version: "0.1.0",
      needed: "minor",
      small: "patch",
    },
    {
      change: "a breaking change of 1.x",
      document: breaking,
      version: "1.2.3",
      needed: "major",
      small: "minor",
    },
  ])("$change needs a $needed changeset", async ({ document, version, needed, small }) => {
    const workspace = await createReleasedWorkspace(document, version);
    const missing = await check(workspace);
    expect(missing.status).toBe(1);
    expect(missing.stdout).toContain(`These changes need a ${needed} changeset`);
    expect(missing.stderr).toContain(`${client} needs a ${needed} changeset and has no changeset.`);
    if (small !== undefined) {
      addChangeset(workspace, client, small);
      const tooSmall = await check(workspace);
      expect(tooSmall.status).toBe(1);
      expect(tooSmall.stderr).toContain(`needs a ${needed} changeset and has only a ${small} changeset.`);
    }
    addChangeset(workspace, client, needed);
    expect(await check(workspace)).toMatchObject({ status: 0, stderr: "" });
  });

  test("a breaking change of 0.x needs a minor release only", async () => {
    const { stdout } = await check(await createReleasedWorkspace(breaking));
    expect(stdout).toContain("(A breaking change of 0.1.0 needs a minor release only.)");
  });

  test("changesets of another package do not count", async () => {
    const workspace = await createReleasedWorkspace(addition);
    addChangeset(workspace, "@gitlab-job-token-scope/facade", "minor");
    expect((await check(workspace)).status).toBe(1);
  });

  test("a version bump counts until its release is tagged", async () => {
    const workspace = await createReleasedWorkspace(addition);
    setVersion(workspace, "0.2.0");
    expect((await check(workspace)).status).toBe(0);
    setVersion(workspace, "0.1.1");
    expect((await check(workspace)).stderr).toContain("has only a patch changeset");
  });

  test("changesets count in a comparison with a file, if there are any", async () => {
    const workspace = await createWorkspace(addition, { "before.yaml": spec });
    expect((await check(workspace, ["before.yaml"])).status).toBe(0);
    addChangeset(workspace, client, "patch");
    expect((await check(workspace, ["before.yaml"])).status).toBe(1);
  });
});

describe("the last release", () => {
  test("the last release is the newest by version, and newer than its prereleases", async () => {
    const workspace = await createReleasedWorkspace(spec, "0.9.0");
    for (const version of ["0.10.0", "0.10.0-next.1", "0.2.0"]) git(workspace, "tag", `${client}@${version}`);
    const { status, stdout } = await check(workspace);
    expect(status).toBe(0);
    expect(stdout).toContain(`compared with ${client}@0.10.0:spec/openapi.yaml\n`);
  });

  test("without a release there is nothing to compare", async () => {
    const workspace = await createWorkspace(spec);
    git(workspace, "init", "--quiet");
    expect(await check(workspace)).toEqual({
      status: 0,
      stdout: `check:breaking: nothing to compare with: there is no tag ${client}@VERSION\n`,
      stderr: "",
    });
  });
});

describe("invalid input is reported in one line", () => {
  test.each([
    ["a missing file", undefined, "before.yaml: cannot be read: "],
    ["invalid YAML", "a: [1", "before.yaml: neither YAML nor JSON: "],
    ["a document that is not OpenAPI", "a: 1", "before.yaml: not an OpenAPI 3 document"],
    ["a list", "[]", "before.yaml: not an OpenAPI 3 document"],
    [
      "a reference that cannot be resolved",
      edit({ from: group, to: '"#/components/schemas/Team"' }),
      "#/components/schemas/Team: does not exist",
    ],
    [
      "a reference to a file",
      edit({ from: group, to: "other.yaml" }),
      "only references within the document are supported",
    ],
  ])("%s", async (_name, text, expected) => {
    const workspace = await createWorkspace(spec);
    if (text !== undefined) writeFileSync(join(workspace, "before.yaml"), text);
    expectInputError(await check(workspace, ["before.yaml"]), expected);
  });

  test("a directory without a repository", async () => {
    const workspace = await createWorkspace(spec);
    expectInputError(await check(workspace), "not a git repository");
  });

  test("a missing git", async () => {
    expectInputError(await check(await createWorkspace(spec), [], { PATH: "" }), "git is not installed");
  });

  test("an invalid changeset", async () => {
    const workspace = await createReleasedWorkspace(spec);
    writeFileSync(join(workspace, ".changeset/broken.md"), "no front matter\n");
    expectInputError(await check(workspace), ".changeset: ");
  });

  test("a manifest without a version", async () => {
    const workspace = await createReleasedWorkspace(spec);
    writeFileSync(join(workspace, "packages/openapi-client/package.json"), "{}");
    expectInputError(await check(workspace), "packages/openapi-client/package.json: has no version");
  });

  test("a release without a document", async () => {
    const workspace = await createReleasedWorkspace(spec);
    git(workspace, "rm", "--quiet", "--force", "spec/openapi.yaml");
    git(workspace, "commit", "--quiet", "--message", "without");
    git(workspace, "tag", `${client}@0.2.0`);
    expectInputError(await check(workspace), "spec/openapi.yaml");
  });

  test("invalid arguments", async () => {
    expectInputError(
      await check(await createWorkspace(spec), ["one.yaml", "two.yaml"]),
      "expected at most one FILE",
    );
    expectInputError(await check(await createWorkspace(spec), ["--unknown"]), "--unknown");
  });

  function expectInputError({ status, stderr }: Result, expected: string): void {
    expect(status).toBe(1);
    expect(stderr).toContain(expected);
    expect(stderr).toMatch(/^check:breaking: [^\n]+\n$/);
  }
});

test("--help prints the usage", async () => {
  const { status, stdout } = await check(await createWorkspace(spec), ["--help"]);
  expect(status).toBe(0);
  expect(stdout).toContain("pnpm check:breaking [FILE]");
});

test("the command compares with a file and exits with 1 for missing changesets", {
  tags: ["slow"],
}, async () => {
  const document = edit({ from: patch, to: put });
  const workspace = await createWorkspace(document, { "before.yaml": spec });
  addChangeset(workspace, client, "patch");
  const { status, stdout, stderr } = await spawnScript("check-breaking", ["before.yaml"], workspace);
  expect(status).toBe(1);
  expect(stdout).toContain("addition  PUT /api/v4/projects/{id}/job_token_scope: a new operation");
  expect(stderr).toMatch(/^check:breaking: [^\n]+ has only a patch changeset[^\n]+\n$/);
});
