import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const script = fileURLToPath(new URL("../check-breaking.ts", import.meta.url));
const spec = readFileSync(new URL("../../spec/openapi.yaml", import.meta.url), "utf8");
const client = "@gitlab-job-token-scope/openapi-client";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Edit {
  from: string;
  to: string;
}

/** The document with a text replaced where it first stands. */
function edit({ from, to }: Edit, text = spec): string {
  if (!text.includes(from)) throw new Error(`the document has no ${from}`);
  return text.replace(from, () => to);
}

/** A workspace with nothing but what the script reads. */
function workspace(document: string, version = "0.1.0"): string {
  const folder = mkdtempSync(join(tmpdir(), "check-breaking-"));
  folders.push(folder);
  for (const path of ["spec", ".changeset", "packages/openapi-client"]) {
    mkdirSync(join(folder, path), { recursive: true });
  }
  writeFileSync(join(folder, "spec/openapi.yaml"), document);
  setVersion(folder, version);
  return folder;
}

function setVersion(folder: string, version: string): void {
  writeFileSync(
    join(folder, "packages/openapi-client/package.json"),
    JSON.stringify({ name: client, version }),
  );
}

function addChangeset(folder: string, name: string, bump: string): void {
  writeFileSync(join(folder, `.changeset/${bump}.md`), `---\n"${name}": ${bump}\n---\n\nA change.\n`);
}

/** Only what finds programs: the repository of whoever runs the tests is none of theirs. */
const env = { PATH: process.env["PATH"], GIT_CEILING_DIRECTORIES: tmpdir() };

function git(folder: string, ...args: string[]): void {
  const author = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...author, ...args], { cwd: folder, env, stdio: "pipe" });
}

/** A workspace whose document was released, and then changed. */
function released(document: string, version = "0.1.0"): string {
  const folder = workspace(spec, version);
  git(folder, "init", "--quiet");
  git(folder, "add", ".");
  git(folder, "commit", "--quiet", "--message", "release");
  git(folder, "tag", `${client}@${version}`);
  writeFileSync(join(folder, "spec/openapi.yaml"), document);
  return folder;
}

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

function run(folder: string, args: string[] = [], environment: NodeJS.ProcessEnv = env): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { cwd: folder, env: environment };
    execFile(process.execPath, [script, ...args], options, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

/** The changes that the script lists between two documents. */
async function changes(before: string, after: string): Promise<string[]> {
  const folder = workspace(after);
  writeFileSync(join(folder, "before.yaml"), before);
  const { stdout, stderr } = await run(folder, ["before.yaml"]);
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

describe("the weight of a change", () => {
  test.concurrent.each<[string, Edit, string]>([
    [
      "a removed path",
      { from: "  /api/v4/groups/{id}:", to: "  /api/v4/teams/{id}:" },
      "breaking /api/v4/groups/{id}: the path is gone",
    ],
    [
      "a removed method",
      { from: patch, to: patch.replace("patch", "put") },
      `breaking PATCH ${scope}: the operation is gone`,
    ],
    ["a removed status", { from: methodNotAllowed, to: "" }, `breaking PATCH ${scope}: status 405 is gone`],
    [
      "a removed response field",
      { from: "        star_count: { type: integer }\n", to: "" },
      "breaking schemas/AllowedProject.star_count (response): the field is gone",
    ],
    [
      "a response field that became optional",
      { from: "required: [inbound_enabled, outbound_enabled]", to: "required: [inbound_enabled]" },
      "breaking schemas/JobTokenScope.outbound_enabled (response): is optional now",
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
      "a response field of another type",
      { from: "star_count: { type: integer }", to: "star_count: { type: string }" },
      "breaking schemas/AllowedProject.star_count (response): can now be string",
    ],
    [
      "a new required parameter",
      {
        from: page,
        to: `${page}        - { name: q, in: query, required: true, schema: { type: string } }\n`,
      },
      `breaking GET ${scope}/allowlist query parameter q: is new and required`,
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
      "breaking parameters/PerPage (request): `maximum` is 50, it was 100",
    ],
    [
      "a new enum value in a response",
      { from: kind, to: "enum: [group, user, team]" },
      `breaking ${namespace} has the new value "team"`,
    ],
    [
      "another operationId",
      { from: "operationId: getGroup", to: "operationId: readGroup" },
      "breaking GET /api/v4/groups/{id}: its operationId is readGroup, it was getGroup",
    ],
    [
      "a keyword that it does not know",
      { from: kind, to: `${kind}\n          not: { const: user }` },
      "breaking schemas/Namespace.kind: `not` changed, which this check cannot weigh",
    ],
    [
      "a scope that is required",
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
      `addition GET ${scope}/allowlist query parameter q: is new`,
    ],
    [
      "a new response field",
      { from: "        star_count: {", to: "        stars: { type: integer }\n        star_count: {" },
      "addition schemas/AllowedProject.stars (response): a new optional field",
    ],
    [
      "a new status",
      { from: methodNotAllowed, to: `${methodNotAllowed}        "418": { description: A teapot. }\n` },
      `addition PATCH ${scope}: status 418 is new`,
    ],
    [
      "a wider request bound",
      { from: perPage, to: perPage.replace("100", "200") },
      "addition parameters/PerPage (request): `maximum` is 200, it was 100",
    ],
    [
      "a request that takes one of several types",
      { from: perPage, to: `schema: { anyOf: [${perPage.slice("schema: ".length)}, { const: all }] }` },
      "addition parameters/PerPage (request): `anyOf` has a new branch",
    ],
    [
      "an enum value that a response no longer has",
      { from: kind, to: "enum: [group]" },
      `addition ${namespace} no longer has the value "user"`,
    ],
    [
      "what was limited to a list and is one value now",
      { from: kind, to: `${kind}\n          const: group` },
      `addition ${namespace} no longer has the value "user"`,
    ],
    [
      "a description",
      { from: "description: A project on the allowlist.", to: "description: An allowed project." },
      "prose schemas/AllowedProject: the description changed",
    ],
    [
      "an example",
      { from: "example: group\n", to: "example: team\n" },
      "prose GET /api/v4/groups/{id} path parameter id: the example changed",
    ],
    [
      "a summary",
      { from: "summary: Read a group, here", to: "summary: Find a group, here" },
      "prose GET /api/v4/groups/{id}: the summary changed",
    ],
    [
      "a title",
      { from: kind, to: `${kind}\n          title: Kind` },
      "prose schemas/Namespace.kind: the title changed",
    ],
    [
      "tags",
      {
        from: "tags: [Look-up]\n      summary: Read a group",
        to: "tags: []\n      summary: Read a group",
      },
      "prose GET /api/v4/groups/{id}: the tags changed",
    ],
    [
      "an extension of the paths",
      { from: "paths:\n", to: "paths:\n  x-new: true\n" },
      "prose the paths: the x-new changed",
    ],
    [
      "an extension",
      { from: "operationId: getGroup\n", to: "operationId: getGroup\n      x-new: true\n" },
      "prose GET /api/v4/groups/{id}: the x-new changed",
    ],
  ])("%s", async (_name, change, expected) => {
    const listed = await changes(spec, edit(change));
    expect(listed).toContain(expected);
    const [weight] = expected.split(" ");
    expect(listed[0], "the heaviest comes first").toMatch(new RegExp(`^${weight} `));
  });

  test.concurrent("enum values of a request: one less breaks, one more does not", async () => {
    const [two, three] = [edit(levels("a", "b")), edit(levels("a", "b", "c"))];
    const place = "GET /api/v4/groups/{id} query parameter with_projects (request):";
    expect(await changes(three, two)).toEqual([`breaking ${place} no longer has the value "c"`]);
    expect(await changes(two, three)).toEqual([`addition ${place} has the new value "c"`]);
  });

  test.concurrent("what many operations share is listed once", async () => {
    const change = { from: "      required: [message]\n", to: "" };
    expect(await changes(spec, edit(change))).toEqual([
      "breaking schemas/Message.message (response): is optional now",
    ]);
  });

  test.concurrent.each([
    ["", '{ $ref: "#/components/schemas/Namespace" }'],
    [", with words of its own", '{ $ref: "#/components/schemas/Namespace", description: The parent. }'],
    [" in a list", '{ type: array, items: { $ref: "#/components/schemas/Namespace" } }'],
  ])("a schema may refer to itself%s", async (_how, reference) => {
    const before = edit({ from: kind, to: `${kind}\n        parent: ${reference}` });
    expect(await changes(before, before)).toEqual([]);
    expect(await changes(before, edit({ from: kind, to: "enum: [group]" }, before))).toEqual([
      `addition ${namespace} no longer has the value "user"`,
    ]);
  });

  test.concurrent("the same change in two places is listed for both", async () => {
    const after = spec.replaceAll("      additionalProperties: false\n", "");
    const listed = await changes(spec, after);
    expect(listed).toContain("addition schemas/AllowProjectRequest.* (request): is allowed now");
    expect(listed).toContain("addition schemas/AllowGroupRequest.* (request): is allowed now");
  });

  test.concurrent("layout is no change", async () => {
    const folder = workspace(`# A comment.\n${edit({ from: kind, to: 'enum: ["group", "user"]' })}`);
    writeFileSync(join(folder, "before.yaml"), spec);
    const { code, stdout } = await run(folder, ["before.yaml"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Nothing changed: no changeset is needed.");
  });
});

describe("the pending changesets", () => {
  const breaking = edit({ from: "operationId: getGroup", to: "operationId: readGroup" });
  const addition = edit({ from: perPage, to: perPage.replace("100", "200") });
  const prose = edit({ from: "A project on the allowlist.", to: "An allowed project." });

  test.concurrent.each([
    { change: "prose", document: prose, version: "0.1.0", needed: "patch" },
    { change: "an addition", document: addition, version: "1.2.3", needed: "minor", small: "patch" },
    { change: "a break of 0.x", document: breaking, version: "0.1.0", needed: "minor", small: "patch" },
    { change: "a break of 1.x", document: breaking, version: "1.2.3", needed: "major", small: "minor" },
  ])("$change needs $needed", async ({ document, version, needed, small }) => {
    const folder = released(document, version);
    const none = await run(folder);
    expect(none.code).toBe(1);
    expect(none.stdout).toContain(`This needs a ${needed} changeset`);
    expect(none.stderr).toContain(`${client} needs a ${needed} changeset and has no changeset.`);
    if (small !== undefined) {
      addChangeset(folder, client, small);
      const tooSmall = await run(folder);
      expect(tooSmall.code).toBe(1);
      expect(tooSmall.stderr).toContain(`needs a ${needed} changeset and has only a ${small} changeset.`);
    }
    addChangeset(folder, client, needed);
    expect(await run(folder)).toMatchObject({ code: 0, stderr: "" });
  });

  test.concurrent("says that a break of 0.x is a minor", async () => {
    const { stdout } = await run(released(breaking));
    expect(stdout).toContain("(It is breaking; while the version is 0.1.0, minor is enough.)");
  });

  test.concurrent("of another package do not count", async () => {
    const folder = released(addition);
    addChangeset(folder, "@gitlab-job-token-scope/facade", "minor");
    expect((await run(folder)).code).toBe(1);
  });

  test.concurrent("that became a version are still counted until its tag", async () => {
    const folder = released(addition);
    setVersion(folder, "0.2.0");
    expect((await run(folder)).code).toBe(0);
    setVersion(folder, "0.1.1");
    expect((await run(folder)).stderr).toContain("has only a patch changeset");
  });

  test.concurrent("count against a file too, where there are some", async () => {
    const folder = workspace(addition);
    writeFileSync(join(folder, "before.yaml"), spec);
    expect((await run(folder, ["before.yaml"])).code).toBe(0);
    addChangeset(folder, client, "patch");
    expect((await run(folder, ["before.yaml"])).code).toBe(1);
  });
});

describe("the last release", () => {
  test.concurrent("is the newest by version, a release after its prereleases", async () => {
    const folder = released(spec, "0.9.0");
    for (const version of ["0.10.0", "0.10.0-next.1", "0.2.0"]) git(folder, "tag", `${client}@${version}`);
    const { code, stdout } = await run(folder);
    expect(code).toBe(0);
    expect(stdout).toContain(`against ${client}@0.10.0:spec/openapi.yaml\n`);
  });

  test.concurrent("may not be there yet", async () => {
    const folder = workspace(spec);
    git(folder, "init", "--quiet");
    expect(await run(folder)).toEqual({
      code: 0,
      stdout: `check:breaking: there is no tag ${client}@VERSION: nothing was released yet\n`,
      stderr: "",
    });
  });
});

describe("bad input is refused in one line", () => {
  test.concurrent.each([
    ["nothing there", undefined, "before.yaml: no such file"],
    ["no YAML", "a: [1", "before.yaml: not YAML: "],
    ["no OpenAPI", "a: 1", "before.yaml: not an OpenAPI 3 document"],
    ["no mapping", "[]", "before.yaml: not an OpenAPI 3 document"],
    ["a dangling reference", edit({ from: group, to: '"#/components/schemas/Team"' }), "before.yaml: "],
    ["a reference to a file", edit({ from: group, to: "other.yaml" }), "before.yaml: Unable to resolve"],
  ])("%s", async (_name, text, expected) => {
    const folder = workspace(spec);
    if (text !== undefined) writeFileSync(join(folder, "before.yaml"), text);
    expectRefusal(await run(folder, ["before.yaml"]), expected);
  });

  test.concurrent("no repository", async () => {
    const folder = workspace(spec);
    expectRefusal(await run(folder), "not a git repository");
  });

  test.concurrent("no git", async () => {
    expectRefusal(await run(workspace(spec), [], { PATH: "" }), "git is not installed");
  });

  test.concurrent("a changeset that cannot be read", async () => {
    const folder = released(spec);
    writeFileSync(join(folder, ".changeset/broken.md"), "no front matter\n");
    expectRefusal(await run(folder), ".changeset: ");
  });

  test.concurrent("a manifest without a version", async () => {
    const folder = released(spec);
    writeFileSync(join(folder, "packages/openapi-client/package.json"), "{}");
    expectRefusal(await run(folder), "packages/openapi-client/package.json: has no version");
  });

  test.concurrent("a release that had no document", async () => {
    const folder = released(spec);
    git(folder, "rm", "--quiet", "--force", "spec/openapi.yaml");
    git(folder, "commit", "--quiet", "--message", "without");
    git(folder, "tag", `${client}@0.2.0`);
    expectRefusal(await run(folder), "spec/openapi.yaml");
  });

  test.concurrent("arguments", async () => {
    expectRefusal(await run(workspace(spec), ["one.yaml", "two.yaml"]), "give one FILE at most");
    expectRefusal(await run(workspace(spec), ["--unknown"]), "--unknown");
  });

  function expectRefusal({ code, stderr }: Outcome, expected: string): void {
    expect(code).toBe(1);
    expect(stderr).toContain(expected);
    expect(stderr).toMatch(/^check:breaking: [^\n]+\n$/);
  }
});

test("--help says what it does", async () => {
  const { code, stdout } = await run(workspace(spec), ["--help"]);
  expect(code).toBe(0);
  expect(stdout).toContain("pnpm check:breaking [FILE]");
});
