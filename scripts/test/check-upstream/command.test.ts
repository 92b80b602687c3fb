import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { checkUpstream } from "../../check-upstream/command.ts";
import { parseYaml } from "../../lib/yaml.ts";
import { run, spawnScript } from "../helpers.ts";
import { check, fixture, listArguments, type UpstreamResult, writeTemporary } from "./fixtures.ts";

const theirs = await readFile(fixture("theirs.yaml"), "utf8");

/** GitLab's document with a part replaced. */
async function withChange(part: string | RegExp, replacement: string): Promise<string> {
  const changed = theirs.replace(part, replacement);
  expect(changed).not.toBe(theirs);
  return writeTemporary(changed);
}

test("passes if the documents differ exactly as recorded, and reports how many facts are equal", async () => {
  const { status, stdout, problems } = await check(fixture("theirs.yaml"));
  expect(problems).toEqual([]);
  expect(status).toBe(0);
  expect(stdout).toContain("(Theirs 19)");
  expect(stdout).toContain(
    "2 operations, 142 facts: 126 equal, 16 recorded differences, 0 unrecorded differences",
  );
});

test("accepts a document in JSON", async () => {
  const { status } = await check(await writeTemporary(JSON.stringify(parseYaml(theirs, "theirs.yaml"))));
  expect(status).toBe(0);
});

/** What the check reports after a change of GitLab's document. */
const changes: [string, string | RegExp, string, string[]][] = [
  [
    "a removed field",
    "        id: { type: integer, format: int64 }\n",
    "",
    [
      "unrecorded difference: /listEntries/responses/200/body/application/json/fields/id: ours present; theirs absent",
      "unrecorded difference: /addEntry/responses/201/body/application/json/fields/id: ours present; theirs absent",
    ],
  ],
  [
    "a new field",
    "    ApiEntry:\n      type: object\n      properties:\n",
    "$&        path: { type: string }\n",
    [
      "unrecorded difference: /listEntries/responses/200/body/application/json/fields/path: ours absent; theirs present",
      "unrecorded difference: /addEntry/responses/201/body/application/json/fields/path: ours absent; theirs present",
    ],
  ],
  [
    "a changed type",
    "id: { type: integer, format: int64 }",
    "id: { type: string, format: int64 }",
    [
      "unrecorded difference: /listEntries/responses/200/body/application/json/fields/id/type: ours integer; theirs string",
      "unrecorded difference: /addEntry/responses/201/body/application/json/fields/id/type: ours integer; theirs string",
    ],
  ],
  [
    "a field that is no longer nullable",
    "name: { type: string, nullable: true",
    "name: { type: string",
    [
      "unrecorded difference: /listEntries/responses/200/body/application/json/fields/name/nullable: ours true; theirs false",
      "unrecorded difference: /addEntry/responses/201/body/application/json/fields/name/nullable: ours true; theirs false",
    ],
  ],
  [
    "a new parameter",
    "      operationId: getAllowlist\n      parameters:\n",
    "$&        - { in: query, name: search, schema: { type: string } }\n",
    ["unrecorded difference: /listEntries/parameters/query/search: ours absent; theirs present"],
  ],
  [
    "another bound",
    "name: per_page, required: false, schema: { type: integer }",
    "name: per_page, schema: { type: integer, maximum: 50 }",
    [
      "changed difference: /listEntries/parameters/query/per_page/maximum: ours 100; theirs 50 (recorded: ours 100; theirs absent",
    ],
  ],
  [
    "a new status",
    '        "422":',
    '        "423": { description: Locked }\n$&',
    ["unrecorded difference: /addEntry/responses/423: ours absent; theirs present"],
  ],
  [
    "an optional request body",
    "      requestBody:\n        required: true\n",
    "      requestBody:\n        required: false\n",
    ["unrecorded difference: /addEntry/body/required: ours true; theirs false"],
  ],
  [
    "a new method",
    "allowlist:\n",
    "$&    put: { responses: {} }\n",
    ["new endpoint: PUT /api/v4/projects/{id}/job_token_scope/allowlist: only in GitLab's document"],
  ],
  [
    "a new path",
    "paths:\n",
    "$&  /api/v4/projects/{id}/job_token_scope/policies: { get: { responses: {} } }\n",
    ["new endpoint: GET /api/v4/projects/{id}/job_token_scope/policies: only in GitLab's document"],
  ],
  [
    "a difference that no longer exists",
    '        "422": { description: Unprocessable }\n',
    "",
    ["stale record: /addEntry/responses/422: neither document has it (recorded: ours absent; theirs present"],
  ],
  [
    "an optional request field",
    "      required: [target_project_id]\n",
    "",
    [
      "unrecorded difference: /addEntry/body/application/json/fields/target_project_id/required: ours true; theirs false",
    ],
  ],
  [
    "a difference that no longer exists at one of its places",
    "    ApiEntry:\n",
    "$&      required: [id]\n",
    [
      "stale record: /listEntries/responses/200/body/application/json/fields/id/required: both documents have true (recorded: ours true; theirs false",
      "stale record: /addEntry/responses/201/body/application/json/fields/id/required: both documents have true (recorded: ours true; theirs false",
    ],
  ],
  [
    "a renamed path parameter",
    "{id}/job_token_scope/allowlist",
    "{project_id}/job_token_scope/allowlist",
    ["renamed path parameter: /{listEntries,addEntry}/path: id is now project_id"],
  ],
  [
    "another recursive field",
    'parent: { $ref: "#/components/schemas/ApiEntry" }',
    "parent: { type: object }",
    [
      "unrecorded difference: /listEntries/responses/200/body/application/json/fields/parent/fields/{id,name,parent}: ours present; theirs absent",
      "unrecorded difference: /addEntry/responses/201/body/application/json/fields/parent/fields/{id,name,parent}: ours present; theirs absent",
    ],
  ],
  [
    "a new security scheme",
    "  securitySchemes:\n",
    "$&    job: { type: apiKey, in: header, name: JOB-TOKEN }\n",
    ["unrecorded difference: /securitySchemes/header job-token: ours absent; theirs present"],
  ],
  [
    "a newer version",
    'title: Theirs, version: "19"',
    'title: Theirs, version: "20"',
    ["other version: /gitlabVersion: "],
  ],
  [
    "a removed endpoint",
    /^ {4}get:\n {6}operationId: getAllowlist\n[\s\S]*(?=^components)/m,
    "",
    [
      "removed endpoint: /listEntries (GET /api/v4/projects/{id}/job_token_scope/allowlist): only in our document",
    ],
  ],
];

test.each(changes)("fails for %s, and for nothing else", async (_, part, replacement, expected) => {
  const { status, problems } = await check(await withChange(part, replacement));
  expect(status).toBe(1);
  expect(problems.slice(0, -1)).toEqual(expected.map((problem) => expect.stringContaining(problem)));
  expect(problems.at(-1)).toMatch(/^check:upstream: \d problems?$/);
});

/** Compares with a record more. */
async function checkWithRecord(
  source: string,
  at: string,
  ours: string,
  theirs: string,
): Promise<UpstreamResult> {
  const records = await readFile(fixture("deviations.yaml"), "utf8");
  const record = { at, ours, theirs, reason: "A test.", source: "https://docs.gitlab.com/api/rest/" };
  return check(source, { deviations: await writeTemporary(`${records}  - ${JSON.stringify(record)}\n`) });
}

test("an operation that only GitLab's document has can be recorded", async () => {
  const source = await withChange("allowlist:\n", "$&    put: { responses: {} }\n");
  const at = "/PUT /api/v4/projects/{id}/job_token_scope/allowlist";
  expect((await checkWithRecord(source, at, "absent", "present")).problems).toEqual([]);
});

test("an operation that only our document has can be recorded", async () => {
  const source = await withChange(/^ {4}get:\n {6}operationId: getAllowlist\n[\s\S]*(?=^components)/m, "");
  const { problems } = await checkWithRecord(source, "/listEntries", "present", "absent");
  expect(problems.slice(0, -1).every((problem) => problem.startsWith("unused record: /listEntries/"))).toBe(
    true,
  );
});

test("a record below a part that only one document has is reported", async () => {
  const at = "/addEntry/responses/422/body";
  const { problems } = await checkWithRecord(fixture("theirs.yaml"), at, "absent", "present");
  expect(problems[0]).toContain(
    `unused record: ${at}: a part above it is in one document only, so nothing is compared. Remove the place from `,
  );
});

test("a record of an operation that does not exist is one problem", async () => {
  const { problems } = await checkWithRecord(
    fixture("theirs.yaml"),
    "/adEntry/responses/{422,423}",
    "absent",
    "present",
  );
  expect(problems).toEqual([
    expect.stringMatching(
      /^unknown operation: \/adEntry: recorded in .*, and no operationId in .*ours.yaml. Use one name in both\.$/,
    ),
    "check:upstream: 1 problem",
  ]);
});

test("ignores prose, order and names, and accepts equivalent schemas", async () => {
  const text = theirs
    .replace("summary: Not compared.", "description: Other.")
    .replace("operationId: getAllowlist", "tags: [Other]")
    .replaceAll("Body_1", "Body_2")
    .replace("  schemas:\n", "$&    Name: { type: string, example: Other. }\n")
    .replace(
      "name: { type: string, nullable: true",
      "name: { allOf: [{ $ref: '#/components/schemas/Name' }], nullable: true",
    )
    .replace("id: { type: integer, format: int64 }", "id: { format: int64, title: Id, type: integer }");
  const { problems } = await check(await writeTemporary(text));
  expect(problems).toEqual([]);
});

test("fails if our document contains GitLab's own prose", async () => {
  const copied = await withChange("summary: Not compared.", "summary: Read all the   entries of a list");
  const { status, problems } = await check(copied);
  expect(status).toBe(1);
  expect(problems[0]).toContain(
    'copied text: "Read all the entries of a list" is also in GitLab\'s document, word for word. Rewrite it in /',
  );
});

test.each([
  ["Entries of one list.", 0],
  ["All entries of one list.", 1],
])("four words may coincide by chance, five are copied: %s", async (text, count) => {
  const ours = await readFile(fixture("ours.yaml"), "utf8");
  const spec = await writeTemporary(ours.replace("Read all the entries of a list", text));
  const source = await withChange("summary: Not compared.", `summary: ${text}`);
  const { stderr } = await run(checkUpstream, [...listArguments(source), "--spec", spec]);
  expect(stderr.match(/^copied text: /gm) ?? []).toHaveLength(count);
});

test("takes one document", async () => {
  const { status, stderr } = await run(checkUpstream, ["a.yaml", "b.yaml"]);
  expect(status).toBe(2);
  expect(stderr).toBe("check:upstream: expected at most one file or URL, got 2\n");
});

test("the command compares with a file and exits with 1 for a difference", { tags: ["slow"] }, async () => {
  const file = await withChange('        "422":', '        "423": { description: Locked }\n$&');
  const { status, stdout, stderr } = await spawnScript("check-upstream", listArguments(file));
  expect(status).toBe(1);
  expect(stdout).toContain("check:upstream: ");
  expect(stderr).toContain("unrecorded difference: /addEntry/responses/423: ours absent; theirs present");
});
