import { expect, test } from "vitest";
import { createEngine } from "../../dist/engine/create-engine.js";
import { loadOperations } from "../../dist/engine/operations.js";
import { statefulBackend } from "../../dist/engine/stateful-backend.js";
import { InMemoryGitLab } from "../../dist/gitlab/gitlab.js";
import { Script } from "../../dist/script/script.js";

const operations = await loadOperations("openapi");
const request = {
  method: "GET",
  url: new URL("http://127.0.0.1/api/v4/projects/1/job_token_scope"),
  headers: { "private-token": "any" },
  address: "",
  text: "",
  body: { value: undefined, fields: {} },
  raw: { target: "/api/v4/projects/1/job_token_scope", headers: [], body: new Uint8Array() },
};

/** Creates an engine whose GitLab violates the document, as the in-memory GitLab never does. */
function createEngineWith(respond: () => { status: number; body?: unknown }) {
  const gitlab = new InMemoryGitLab({}, "19.1");
  gitlab.handle = respond;
  const context = { change: () => {}, count: () => undefined, signal: new AbortController().signal };
  return createEngine(operations, statefulBackend(gitlab), new Script(), context);
}

test.for<[string, () => { status: number; body?: unknown }, string]>([
  ["a missing field", () => ({ status: 200, body: { inbound_enabled: true } }), "outbound_enabled"],
  [
    "a wrong type",
    () => ({ status: 200, body: { inbound_enabled: 1, outbound_enabled: false } }),
    "inbound_enabled",
  ],
  ["an undeclared status", () => ({ status: 418, body: {} }), "status code"],
])("replaces a response with %s by a 500 that describes the violation", async ([, respond, words]) => {
  const { status, body, violations } = await createEngineWith(respond)(request);
  expect(status).toBe(500);
  expect(JSON.stringify(body)).toContain("The fixture's own response");
  expect(violations).toMatchObject([{ side: "response", message: expect.stringContaining(words) }]);
});

test("lists the violations of the response, and no others", async () => {
  const respond = () => ({ status: 200, body: { inbound_enabled: 1, outbound_enabled: 2 } });
  const engine = createEngineWith(respond);
  const { headers, body, violations } = await engine({ ...request, headers: {} });
  expect(headers).toEqual({ "content-type": "application/json" });
  expect(violations.map(({ location }) => location)).toEqual([
    "security",
    "body.inbound_enabled",
    "body.outbound_enabled",
  ]);
  const details = violations.slice(1).map(({ location, message }) => `${location}: ${message}`);
  expect(body).toEqual({
    message: `The fixture's own response (200) violates the OpenAPI document: ${details.join("; ")}`,
  });
});

test("turns an exception of the in-memory GitLab into a 500 and a violation", async () => {
  const engine = createEngineWith(() => {
    throw new Error("broken");
  });
  const { status, body, violations } = await engine({ ...request, headers: {} });
  expect({ status, body }).toEqual({ status: 500, body: { error: "500 Internal Server Error" } });
  expect(violations).toEqual([
    { side: "request", location: "security", message: expect.any(String) },
    { side: "response", location: "response", message: "broken" },
  ]);
});
