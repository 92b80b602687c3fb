import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

// Asks TypeScript's language service what an editor shows, in the file of a consumer.

const code = `
import { createOpenApiClient } from "@gitlab-job-token-scope/openapi-client";
const api = createOpenApiClient({ token: "glpat-test" });
const scope = "/api/v4/projects/{id}/job_token_scope";
const params = { path: { id: 1 } };

const { data, error, response } = await api.GET(scope, { params });
if (error) {
  if (error.status === 404) console.log(error.body);
  if (error.status === 502) console.log("502", error.body);
  if (error.status === 418) console.log("418", error.body);
  throw error;
}
console.log(data);

const updated = await api.PATCH(scope, { params, body: { enabled: true } });
if (updated.error?.status === 400) console.log(updated.error, updated.error.body);
const listed = await api.GET(\`\${scope}/allowlist\`, { params });
console.log(listed.data);
`;

const file = fileURLToPath(new URL("consumer.ts", import.meta.url));
const service = ts.createLanguageService({
  getCompilationSettings: () => ({
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
    types: [],
    strict: true,
  }),
  getScriptFileNames: () => [file],
  getScriptVersion: () => "1",
  getScriptSnapshot: (name) => {
    if (name === file) return ts.ScriptSnapshot.fromString(code);
    return ts.sys.fileExists(name) ? ts.ScriptSnapshot.fromString(readFileSync(name, "utf8")) : undefined;
  },
  getCurrentDirectory: () => fileURLToPath(new URL("..", import.meta.url)),
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: ts.sys.fileExists,
  readFile: ts.sys.readFile,
  directoryExists: ts.sys.directoryExists,
});

test("the consumer's file compiles", () => {
  expect(service.getSemanticDiagnostics(file).map(({ messageText }) => messageText)).toEqual([]);
});

const shortError = /^const error: CallErrors<"\/api\/v4\/projects\/{id}\/job_token_scope", "get">/;

test.for<[string, string | RegExp]>([
  ["const { data", "const data: JobTokenScope | undefined"],
  ["const { data, error", shortError],
  ["const { data, error, response", "const response: Response"],
  ["console.log(data", "const data: JobTokenScope"],
  ["throw error", shortError],
  ["console.log(error.body", /\.body: (string \| NotFound|NotFound \| string)$/],
  ['"502", error.body', /\.body: (string \| object|object \| string)$/],
  ['"418", error.body', /\.body: (string \| object|object \| string)$/],
  ["console.log(updated.error", /error: CallError<400, (string \| BadRequest|BadRequest \| string)>$/],
  ["console.log(updated.error, updated.error.body", /\.body: (string \| BadRequest|BadRequest \| string)$/],
  ["{ params, body", "(property) body: JobTokenScopeUpdate"],
  ["console.log(listed.data", "(property) data: AllowedProject[]"],
])("the last word of %s is shown as %s", ([text, expected]) => {
  const at = code.indexOf(text) + text.length - 1;
  const shown = ts.displayPartsToString(service.getQuickInfoAtPosition(file, at)?.displayParts);
  if (typeof expected === "string") expect(shown.startsWith(expected)).toBe(true);
  else expect(shown).toMatch(expected);
  expect(shown.length).toBeLessThan(150);
});
