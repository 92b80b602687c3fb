import { execFile } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const script = fileURLToPath(new URL("../lint-spec.ts", import.meta.url));
const spec = fileURLToPath(new URL("../../spec/openapi.yaml", import.meta.url));

function lint(...files: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...files], (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });
}

/** The document with one text in it replaced by another. */
async function edited(before: string, after: string): Promise<string> {
  const text = await readFile(spec, "utf8");
  expect(text).toContain(before);
  const file = join(await mkdtemp(join(tmpdir(), "lint-spec-")), "openapi.yaml");
  await writeFile(file, text.replace(before, after));
  return file;
}

test("our document breaks no rule", async () => {
  const { code, out, err } = await lint(spec);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toMatch(/breaks no rule: 10 operations, \d+ answers by status, \d+ examples/);
});

test("the fixture's own document breaks no rule, and would if it did", async () => {
  const control = fileURLToPath(
    new URL("../../packages/contract-fixture/openapi/control.yaml", import.meta.url),
  );
  expect(await lint(control)).toMatchObject({ code: 0, err: "" });
  const broken = join(await mkdtemp(join(tmpdir(), "lint-spec-")), "control.yaml");
  await writeFile(broken, (await readFile(control, "utf8")).replace("operationId: getHealth", "x-id: none"));
  expect(await lint(broken)).toMatchObject({
    code: 1,
    err: expect.stringContaining("operation-operationId"),
  });
});

test.for([
  ["an operation without an id", "      operationId: getProject\n", "", "operation-operationId"],
  ["an operation without a role", "      x-gitlab-role: guest\n", "", "an operation needs x-gitlab-role"],
  [
    "an operation without a version",
    '      x-gitlab-since: "9.0"\n',
    "",
    "an operation needs x-gitlab-since",
  ],
  ["a security requirement without a scope", "bearer: [read_api]", "bearer: []", "names its scope"],
  [
    "an example of another shape",
    "{ message: 404 Group Not Found }",
    "{ text: none }",
    "no-invalid-media-type-examples",
  ],
  [
    "a failure without content",
    '        "301":\n          $ref: "#/components/responses/MovedPermanently"',
    '        "301":\n          description: Moved.',
    "a failure needs content",
  ],
  [
    "a 400 whose first example is a rule's",
    "value: { error: enabled is missing }",
    "value: { message: 400 Bad request }",
    "the first example of a 400",
  ],
  [
    "an id of 32 bits",
    "id: { type: integer, format: int64 }",
    "id: { type: integer }",
    "an id has the format int64",
  ],
  [
    "a component that nothing uses",
    "  schemas:\n",
    "  schemas:\n    Unused: { type: string }\n",
    "no-unused-components",
  ],
] as const)("finds %s", async ([, before, after, words]) => {
  const { code, err } = await lint(await edited(before, after));
  expect(code).toBe(1);
  expect(err).toContain(words);
});

test.for<[string, () => Promise<string>]>([
  ["a file that is not there", async () => "nowhere.yaml"],
  ["a file that is no YAML", () => edited("openapi: 3.1.0\n", "openapi: 3.1.0\n  : [\n")],
  ["a file that is no OpenAPI document", () => edited("openapi: 3.1.0\n", "title: none\n")],
])("says in one line that it was given %s", async ([, file]) => {
  const { code, err } = await lint(await file());
  expect(code).toBe(1);
  expect(err).toMatch(/^lint:spec: [^\n]+\n$/);
});
