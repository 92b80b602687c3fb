// @module-tag slow
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkBreaking } from "../check-breaking/command.ts";
import { createDirectory, type Result, replaceOnce, root, run, spawnScript } from "./helpers.ts";

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

/** The changes that the check lists between two documents. */
async function listChanges(before: string, after: string): Promise<string[]> {
  const { stdout, stderr } = await check(await createWorkspace(after, { "before.yaml": before }), [
    "before.yaml",
  ]);
  expect(stderr).toBe("");
  return stdout
    .split("\n")
    .filter((line) => line.startsWith("  "))
    .map((line) => line.trim().replace(/ {2,}/g, " "));
}

const perPage = "schema: { type: integer, minimum: 1, maximum: 100, default: 20 }";
const kind = "enum: [group, user]";
const idOrPath = "schema:\n        type: [integer, string]\n      example: 1";
const page = '        - $ref: "#/components/parameters/Page"\n';
const methodNotAllowed = '        "405":\n          $ref: "#/components/responses/MethodNotAllowed"\n';
const enabled = "required: [enabled]\n      additionalProperties: false\n      properties:\n";
const patch = "    patch:\n      operationId: updateJobTokenScope";
const group = '"#/components/schemas/Group"';
const withProjects = "schema: { type: boolean, default: true }";
const levels = (...values: string[]): Edit => ({ from: withProjects, to: `schema: { enum: [${values}] }` });
const namespace = "schemas/Namespace.kind (response):";
const scope = "/api/v4/projects/{id}/job_token_scope";

describe("the impact of a change", () => {
  test.each<[string, Edit, string]>([
    [
      "a removed path",
      { from: "  /api/v4/groups/{id}:", to: "  /api/v4/teams/{id}:" },
      "breaking /api/v4/groups/{id}: the path was removed",
    ],
    [
      "a removed method",
      { from: patch, to: patch.replace("patch", "put") },
      `breaking PATCH ${scope}: the operation was removed`,
    ],
    [
      "a removed status",
      { from: methodNotAllowed, to: "" },
      `breaking PATCH ${scope}: status 405 was removed`,
    ],
    [
      "a removed response field",
      { from: "        star_count: { type: integer }\n", to: "" },
      "breaking schemas/AllowedProject.star_count (response): the field was removed",
    ],
    [
      "a response field that became optional",
      { from: "required: [inbound_enabled, outbound_enabled]", to: "required: [inbound_enabled]" },
      "breaking schemas/JobTokenScope.outbound_enabled (response): is now optional",
    ],
    [
      "a response field that became nullable",
      {
        from: "default_branch:\n          type: string",
        to: 'default_branch:\n          type: [string, "null"]',
      },
      "breaking schemas/AllowedProject.default_branch (response): can now be null",
    ],
    [
      "a response field with another type",
      { from: "star_count: { type: integer }", to: "star_count: { type: string }" },
      "breaking schemas/AllowedProject.star_count (response): can now be string",
    ],
    [
      "a new required parameter",
      {
        from: page,
        to: `${page}        - { name: q, in: query, required: true, schema: { type: string } }\n`,
      },
      `breaking GET ${scope}/allowlist query parameter q: was added and is required`,
    ],
    [
      "a new required request field",
      { from: enabled, to: `${enabled.replace("[enabled]", "[enabled, q]")}        q: { type: string }\n` },
      "breaking schemas/JobTokenScopeUpdate.q (request): a new required field",
    ],
    [
      "a narrower request type",
      { from: idOrPath, to: idOrPath.replace("[integer, string]", "integer") },
      "breaking parameters/ProjectIdOrPath (request): can no longer be string",
    ],
    [
      "a narrower request bound",
      { from: perPage, to: perPage.replace("100", "50") },
      "breaking parameters/PerPage (request): `maximum` changed from 100 to 50",
    ],
    [
      "a new enum value in a response",
      { from: kind, to: "enum: [group, user, team]" },
      `breaking ${namespace} has the new value "team"`,
    ],
    [
      "a changed operationId",
      { from: "operationId: getGroup", to: "operationId: readGroup" },
      "breaking GET /api/v4/groups/{id}: the operationId changed from getGroup to readGroup",
    ],
    [
      "an unknown keyword",
      { from: kind, to: `${kind}\n          not: { const: user }` },
      "breaking schemas/Namespace.kind: the unknown keyword `not` changed",
    ],
    [
      "a stricter scope",
      { from: "- bearer: [read_api]", to: "- bearer: [api]" },
      `breaking GET ${scope}: no longer accepts {"bearer":["read_api"]}`,
    ],
    [
      "a new path",
      { from: "paths:\n", to: "paths:\n  /new: { get: { responses: {} } }\n" },
      "addition /new: a new path",
    ],
    [
      "a new method",
      { from: patch, to: `    put: { responses: {} }\n${patch}` },
      `addition PUT ${scope}: a new operation`,
    ],
    [
      "a new optional parameter",
      { from: page, to: `${page}        - { name: q, in: query, schema: { type: string } }\n` },
      `addition GET ${scope}/allowlist query parameter q: was added`,
    ],
    [
      "a new response field",
      { from: "        star_count: {", to: "        stars: { type: integer }\n        star_count: {" },
      "addition schemas/AllowedProject.stars (response): a new optional field",
    ],
    [
      "a new status",
      { from: methodNotAllowed, to: `${methodNotAllowed}        "418": { description: A teapot. }\n` },
      `addition PATCH ${scope}: status 418 was added`,
    ],
    [
      "a wider request bound",
      { from: perPage, to: perPage.replace("100", "200") },
      "addition parameters/PerPage (request): `maximum` changed from 100 to 200",
    ],
    [
      "a request that accepts another type",
      { from: perPage, to: `schema: { anyOf: [${perPage.slice("schema: ".length)}, { const: all }] }` },
      "addition parameters/PerPage (request): a branch of `anyOf` was added",
    ],
    [
      "an enum value removed from a response",
      { from: kind, to: "enum: [group]" },
      `addition ${namespace} no longer has the value "user"`,
    ],
    [
      "an enum that became a const",
      { from: kind, to: `${kind}\n          const: group` },
      `addition ${namespace} no longer has the value "user"`,
    ],
    [
      "a changed description",
      { from: "description: A project on the allowlist.", to: "description: An allowed project." },
      "docs schemas/AllowedProject: the description changed",
    ],
    [
      "a changed example",
      { from: "example: group\n", to: "example: team\n" },
      "docs GET /api/v4/groups/{id} path parameter id: the example changed",
    ],
    [
      "a changed summary",
      { from: "summary: Read a group, for", to: "summary: Find a group, for" },
      "docs GET /api/v4/groups/{id}: the summary changed",
    ],
    [
      "a changed title",
      { from: kind, to: `${kind}\n          title: Kind` },
      "docs schemas/Namespace.kind: the title changed",
    ],
    [
      "changed tags",
      {
        from: "tags: [Lookup]\n      summary: Read a group",
        to: "tags: []\n      summary: Read a group",
      },
      "docs GET /api/v4/groups/{id}: the tags changed",
    ],
    [
      "a changed extension of the paths",
      { from: "paths:\n", to: "paths:\n  x-new: true\n" },
      "docs the paths: the x-new changed",
    ],
    [
      "a changed extension",
      { from: "operationId: getGroup\n", to: "operationId: getGroup\n      x-new: true\n" },
      "docs GET /api/v4/groups/{id}: the x-new changed",
    ],
  ])("%s", async (_name, change, expected) => {
    const listed = await listChanges(spec, edit(change));
    expect(listed).toContain(expected);
    const [impact] = expected.split(" ");
    expect(listed[0], "the highest impact comes first").toMatch(new RegExp(`^${impact} `));
  });

  test("removing an enum value of a request is breaking, adding one is not", async () => {
    const [two, three] = [edit(levels("a", "b")), edit(levels("a", "b", "c"))];
    const place = "GET /api/v4/groups/{id} query parameter with_projects (request):";
    expect(await listChanges(three, two)).toEqual([`breaking ${place} no longer has the value "c"`]);
    expect(await listChanges(two, three)).toEqual([`addition ${place} has the new value "c"`]);
  });

  test("a change of a shared component is listed once", async () => {
    const change = { from: "      required: [message]\n", to: "" };
    expect(await listChanges(spec, edit(change))).toEqual([
      "breaking schemas/Message.message (response): is now optional",
    ]);
  });

  test.each([
    ["", '{ $ref: "#/components/schemas/Namespace" }'],
    [" with its own description", '{ $ref: "#/components/schemas/Namespace", description: The parent. }'],
    [" in an array", '{ type: array, items: { $ref: "#/components/schemas/Namespace" } }'],
  ])("a schema may refer to itself%s", async (_how, reference) => {
    const before = edit({ from: kind, to: `${kind}\n        parent: ${reference}` });
    expect(await listChanges(before, before)).toEqual([]);
    expect(await listChanges(before, edit({ from: kind, to: "enum: [group]" }, before))).toEqual([
      `addition ${namespace} no longer has the value "user"`,
    ]);
  });

  test("the same change in two places is listed twice", async () => {
    const after = spec.replaceAll("      additionalProperties: false\n", "");
    const listed = await listChanges(spec, after);
    expect(listed).toContain("addition schemas/AllowProjectRequest.* (request): is now allowed");
    expect(listed).toContain("addition schemas/AllowGroupRequest.* (request): is now allowed");
  });

  test("formatting is not a change", async () => {
    const workspace = await createWorkspace(
      `# A comment.\n${edit({ from: kind, to: 'enum: ["group", "user"]' })}`,
    );
    writeFileSync(join(workspace, "before.yaml"), spec);
    const { status, stdout } = await check(workspace, ["before.yaml"]);
    expect(status).toBe(0);
    expect(stdout).toContain("Nothing changed: no changeset is needed.");
  });
});

describe("the pending changesets", () => {
  const breaking = edit({ from: "operationId: getGroup", to: "operationId: readGroup" });
  const addition = edit({ from: perPage, to: perPage.replace("100", "200") });
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
    ["a missing file", undefined, "before.yaml: no such file"],
    ["invalid YAML", "a: [1", "before.yaml: invalid YAML: "],
    ["a document that is not OpenAPI", "a: 1", "before.yaml: not an OpenAPI 3 document"],
    ["a list", "[]", "before.yaml: not an OpenAPI 3 document"],
    [
      "a reference that cannot be resolved",
      edit({ from: group, to: '"#/components/schemas/Team"' }),
      "before.yaml: ",
    ],
    ["a reference to a file", edit({ from: group, to: "other.yaml" }), "before.yaml: Unable to resolve"],
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
  const document = edit({ from: perPage, to: perPage.replace("100", "200") });
  const workspace = await createWorkspace(document, { "before.yaml": spec });
  addChangeset(workspace, client, "patch");
  const { status, stdout, stderr } = await spawnScript("check-breaking", ["before.yaml"], workspace);
  expect(status).toBe(1);
  expect(stdout).toContain("addition  parameters/PerPage (request): `maximum` changed from 100 to 200");
  expect(stderr).toMatch(/^check:breaking: [^\n]+ has only a patch changeset[^\n]+\n$/);
});
