import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type MockGitLab, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { createOpenApiClient } from "@gitlab-job-token-scope/openapi-client";
import { load } from "js-yaml";
import { afterAll, beforeAll, expect, test } from "vitest";

// Requests every response that the document declares from Prism, and compares the decoded body with the example.

interface Media {
  examples?: Record<string, { value: unknown }>;
}

interface Declared {
  responses: Record<string, { $ref?: string; content?: Record<string, Media> }>;
  requestBody?: { content: { "application/json": { examples: Record<string, { value: object }> } } };
}

interface Document {
  paths: Record<string, Record<string, Declared & { operationId: string }>>;
  components: { responses: Record<string, { content?: Record<string, Media> }> };
}

interface Case {
  operation: string;
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  body: object | undefined;
  status: number;
  /** `undefined` if the response has no body. */
  example: { name: string; mediaType: string; value: unknown } | undefined;
}

const file = fileURLToPath(import.meta.resolve("@gitlab-job-token-scope/contract-fixture/openapi.yaml"));
const document = load(readFileSync(file, "utf8")) as Document;
const cases = [...listCases()];

const ids = { id: 1, target_project_id: 42, target_group_id: 7 };

let gitlab: MockGitLab;
beforeAll(async () => {
  gitlab = await startMockGitLab({ mode: "examples" });
});
afterAll(() => gitlab.close());

test.for(cases)("$operation $status $example.name", async ({ method, path, body, status, example }) => {
  const api = createOpenApiClient({ url: gitlab.url, token: gitlab.token });
  const prefer = `code=${status}${example ? `, example=${example.name}` : ""}`;
  const options = {
    params: { path: Object.fromEntries(Object.entries(ids).filter(([name]) => path.includes(`{${name}}`))) },
    headers: { prefer, ...(example && { accept: example.mediaType }) },
    ...(body && { body }),
  };
  // The sweep covers all operations, which the type of a single call does not allow.
  const call = api[method] as (
    path: string,
    options: object,
  ) => ReturnType<typeof api.GET<"/api/v4/projects/{id}">>;
  const { data, error, response } = await call(path, options);

  expect(gitlab.takeViolations()).toEqual([]);
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).not.toBe("application/problem+json");
  if (response.ok) {
    expect(error).toBeUndefined();
    expect(data).toEqual(example?.value);
  } else {
    expect(data).toBeUndefined();
    expect(error).toMatchObject({ name: "CallError", status, body: example?.value ?? "" });
    expect(error?.message).toMatch(`${method} ${path}: ${status}`);
  }
});

test("the sweep covers every operation", () => {
  const count = (key: (item: Case) => string) => new Set(cases.map(key)).size;
  console.log(
    `swept ${count(({ operation }) => operation)} operations, ` +
      `${count(({ operation, status }) => `${operation} ${status}`)} responses, ` +
      `${cases.filter(({ example }) => example).length} examples`,
  );
  expect(count(({ operation }) => operation)).toBe(11);
});

function* listCases(): Generator<Case> {
  for (const [path, item] of Object.entries<Record<string, Declared & { operationId: string }>>(
    document.paths,
  )) {
    for (const [name, declared] of Object.entries(item)) {
      if (name === "parameters") continue;
      const method = name.toUpperCase() as Case["method"];
      const [body] = Object.values(declared.requestBody?.content["application/json"].examples ?? {});
      for (const [status, declaredResponse] of Object.entries(declared.responses)) {
        const response = declaredResponse.$ref
          ? document.components.responses[declaredResponse.$ref.split("/").at(-1) ?? ""]
          : declaredResponse;
        const examples = Object.entries(response?.content ?? {}).flatMap(([mediaType, { examples = {} }]) =>
          Object.entries(examples).map(([name, { value }]) => ({ name, mediaType, value })),
        );
        const base = {
          operation: declared.operationId,
          method,
          path,
          body: body?.value,
          status: Number(status),
        };
        if (examples.length === 0) yield { ...base, example: undefined };
        for (const example of examples) yield { ...base, example };
      }
    }
  }
}
