import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { parseYaml } from "../lib/yaml.ts";
import { spawnScript } from "./helpers.ts";
import { check, fixture, listArguments, writeTemporary } from "./upstream.ts";

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
    "2 operations, 71 facts: 56 equal, 15 recorded differences, 0 unrecorded differences",
  );
});

test("accepts a document in JSON", async () => {
  const { status } = await check(await writeTemporary(JSON.stringify(parseYaml(theirs, "theirs.yaml"))));
  expect(status).toBe(0);
});

test.each([
  {
    change: "a removed field",
    part: "        id: { type: integer, format: int64 }\n",
    replacement: "",
    problem: "unrecorded difference: /addEntry/responses/201/body/fields/id: ours present, theirs absent",
  },
  {
    change: "a new field",
    part: "    ApiEntry:\n      properties:\n",
    replacement: "$&        path: { type: string }\n",
    problem:
      "unrecorded difference: /listEntries/responses/200/body/fields/path: ours absent, theirs present",
  },
  {
    change: "a changed type",
    part: "id: { type: integer, format: int64 }",
    replacement: "id: { type: string, format: int64 }",
    problem:
      "unrecorded difference: /listEntries/responses/200/body/fields/id/type: ours integer, theirs string",
  },
  {
    change: "a field that is no longer nullable",
    part: "name: { type: string, nullable: true",
    replacement: "name: { type: string",
    problem:
      "unrecorded difference: /listEntries/responses/200/body/fields/name/nullable: ours true, theirs false",
  },
  {
    change: "a new parameter",
    part: "      operationId: getAllowlist\n      parameters:\n",
    replacement: "$&        - { in: query, name: search, schema: { type: string } }\n",
    problem: "unrecorded difference: /listEntries/parameters/query/search: ours absent, theirs present",
  },
  {
    change: "another bound",
    part: "name: per_page, required: false, schema: { type: integer }",
    replacement: "name: per_page, schema: { type: integer, maximum: 50 }",
    problem: "unrecorded difference: /listEntries/parameters/query/per_page/maximum: ours 100, theirs 50",
  },
  {
    change: "a new status",
    part: '        "422":',
    replacement: '        "423": { description: Locked }\n$&',
    problem: "unrecorded difference: /addEntry/responses/423: ours absent, theirs present",
  },
  {
    change: "an optional request body",
    part: "      requestBody:\n        required: true\n",
    replacement: "      requestBody:\n        required: false\n",
    problem: "unrecorded difference: /addEntry/body/required: ours true, theirs false",
  },
  {
    change: "a new method",
    part: "allowlist:\n",
    replacement: "$&    put: { responses: {} }\n",
    problem: "new endpoint: PUT /api/v4/projects/{id}/job_token_scope/allowlist: only in GitLab's document",
  },
  {
    change: "a new path",
    part: "paths:\n",
    replacement: "$&  /api/v4/projects/{id}/job_token_scope/policies: { get: { responses: {} } }\n",
    problem: "new endpoint: GET /api/v4/projects/{id}/job_token_scope/policies: only in GitLab's document",
  },
  {
    change: "a removed endpoint",
    part: /^ {4}get:\n {6}operationId: getAllowlist\n[\s\S]*(?=^components)/m,
    replacement: "",
    problem: "removed endpoint: GET /api/v4/projects/{id}/job_token_scope/allowlist: only in our document",
  },
  {
    change: "a difference that no longer exists",
    part: '        "422": { description: Unprocessable }\n',
    replacement: "",
    problem: "stale record: /addEntry/responses/422: ours absent, theirs present: no such difference",
  },
  {
    change: "an optional request field",
    part: "      required: [target_project_id]\n",
    replacement: "",
    problem:
      "unrecorded difference: /addEntry/body/fields/target_project_id/required: ours true, theirs false",
  },
  {
    change: "a difference that no longer exists at one of its places",
    part: "    ApiEntry:\n",
    replacement: "$&      required: [id]\n",
    problem:
      "stale record: /*/responses/{200,201}/body/fields/*/required: both documents have true at /listEntries/responses/200/body/fields/id/required",
  },
])("fails for $change", async ({ part, replacement, problem }) => {
  const { status, problems } = await check(await withChange(part, replacement));
  expect(status).toBe(1);
  expect(problems).toContain(problem);
  expect(problems.at(-1)).toContain(
    "Fix spec/openapi.yaml, or record the difference and its reason in spec/deviations.yaml.",
  );
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
  expect(problems[0]).toBe(
    'copied text: "Read all the entries of a list" is also in GitLab\'s document, word for word',
  );
});

test("the command compares with a file and exits with 1 for a difference", { tags: ["slow"] }, async () => {
  const file = await withChange('        "422":', '        "423": { description: Locked }\n$&');
  const { status, stdout, stderr } = await spawnScript("check-upstream", listArguments(file));
  expect(status).toBe(1);
  expect(stdout).toContain("check:upstream: ");
  expect(stderr).toContain("unrecorded difference: /addEntry/responses/423: ours absent, theirs present");
});
