import { readFile } from "node:fs/promises";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { checkUpstream, fixture, writeTemporary } from "./run.ts";

const theirs = await readFile(fixture("theirs.yaml"), "utf8");

/** GitLab's document with a part replaced. */
async function withChange(part: string | RegExp, replacement: string): Promise<string> {
  const changed = theirs.replace(part, replacement);
  expect(changed).not.toBe(theirs);
  return writeTemporary(changed);
}

test("passes when the documents differ exactly as recorded, and says how much agrees", async () => {
  const { code, out, problems } = await checkUpstream(fixture("theirs.yaml"));
  expect(problems).toEqual([]);
  expect(code).toBe(0);
  expect(out).toContain("(Theirs 19)");
  expect(out).toContain("2 operations, 71 statements: 56 agree, 15 differ as recorded, 0 differ otherwise");
});

test("takes a document in JSON", async () => {
  const { code } = await checkUpstream(await writeTemporary(JSON.stringify(load(theirs))));
  expect(code).toBe(0);
});

test.each([
  {
    change: "a removed field",
    part: "        id: { type: integer, format: int64 }\n",
    replacement: "",
    problem:
      "unrecorded difference: /addEntry/responses/201/body/fields/id: ours says present, theirs absent",
  },
  {
    change: "a new field",
    part: "    ApiEntry:\n      properties:\n",
    replacement: "$&        path: { type: string }\n",
    problem:
      "unrecorded difference: /listEntries/responses/200/body/fields/path: ours says absent, theirs present",
  },
  {
    change: "a changed type",
    part: "id: { type: integer, format: int64 }",
    replacement: "id: { type: string, format: int64 }",
    problem:
      "unrecorded difference: /listEntries/responses/200/body/fields/id/type: ours says integer, theirs string",
  },
  {
    change: "a field that may no longer be null",
    part: "name: { type: string, nullable: true",
    replacement: "name: { type: string",
    problem:
      "unrecorded difference: /listEntries/responses/200/body/fields/name/nullable: ours says true, theirs false",
  },
  {
    change: "a new parameter",
    part: "      operationId: getAllowlist\n      parameters:\n",
    replacement: "$&        - { in: query, name: search, schema: { type: string } }\n",
    problem: "unrecorded difference: /listEntries/parameters/query/search: ours says absent, theirs present",
  },
  {
    change: "another bound",
    part: "name: per_page, required: false, schema: { type: integer }",
    replacement: "name: per_page, schema: { type: integer, maximum: 50 }",
    problem:
      "unrecorded difference: /listEntries/parameters/query/per_page/maximum: ours says 100, theirs 50",
  },
  {
    change: "a new status",
    part: '        "422":',
    replacement: '        "423": { description: Locked }\n$&',
    problem: "unrecorded difference: /addEntry/responses/423: ours says absent, theirs present",
  },
  {
    change: "a request body that may be left out",
    part: "      requestBody:\n        required: true\n",
    replacement: "      requestBody:\n        required: false\n",
    problem: "unrecorded difference: /addEntry/body/required: ours says true, theirs false",
  },
  {
    change: "a new method",
    part: "allowlist:\n",
    replacement: "$&    put: { responses: {} }\n",
    problem:
      "new endpoint: PUT /api/v4/projects/{id}/job_token_scope/allowlist: GitLab's document has it, ours does not",
  },
  {
    change: "a new path",
    part: "paths:\n",
    replacement: "$&  /api/v4/projects/{id}/job_token_scope/policies: { get: { responses: {} } }\n",
    problem:
      "new endpoint: GET /api/v4/projects/{id}/job_token_scope/policies: GitLab's document has it, ours does not",
  },
  {
    change: "an endpoint that is gone",
    part: /^ {4}get:\n {6}operationId: getAllowlist\n[\s\S]*(?=^components)/m,
    replacement: "",
    problem:
      "endpoint gone: GET /api/v4/projects/{id}/job_token_scope/allowlist: our document has it, GitLab's does not",
  },
  {
    change: "a difference that is gone",
    part: '        "422": { description: Unprocessable }\n',
    replacement: "",
    problem: "stale record: /addEntry/responses/422: nowhere does ours say absent and theirs present",
  },
  {
    change: "a field of a request that may be left out",
    part: "      required: [target_project_id]\n",
    replacement: "",
    problem:
      "unrecorded difference: /addEntry/body/fields/target_project_id/required: ours says true, theirs false",
  },
  {
    change: "a difference that is gone in one place of many",
    part: "    ApiEntry:\n",
    replacement: "$&      required: [id]\n",
    problem:
      "stale record: /*/responses/{200,201}/body/fields/*/required: at /listEntries/responses/200/body/fields/id/required both say true",
  },
])("fails for $change", async ({ part, replacement, problem }) => {
  const { code, problems } = await checkUpstream(await withChange(part, replacement));
  expect(code).toBe(1);
  expect(problems).toContain(problem);
  expect(problems.at(-1)).toContain(
    "to look at. Mend spec/openapi.yaml, or record why in spec/deviations.yaml.",
  );
});

test("does not mind other prose, order or names, nor another way to say the same", async () => {
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
  const { problems } = await checkUpstream(await writeTemporary(text));
  expect(problems).toEqual([]);
});

test("fails when our document speaks in GitLab's own words", async () => {
  const copied = await withChange("summary: Not compared.", "summary: Read all the   entries of a list");
  const { code, problems } = await checkUpstream(copied);
  expect(code).toBe(1);
  expect(problems[0]).toBe(
    'copied prose: "Read all the entries of a list" stands word for word in GitLab\'s document',
  );
});
