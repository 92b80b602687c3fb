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
  text: "",
  body: { value: undefined, fields: {}, isMalformed: false },
};

/** A GitLab that is wrong: what the model itself never is. */
function engineThatAnswers(answer: () => { status: number; body?: unknown }) {
  const gitlab = new InMemoryGitLab({}, "19.1");
  gitlab.answer = answer;
  const stage = { change: () => {}, ending: new AbortController().signal };
  return createEngine(operations, statefulBackend(gitlab), new Script(), stage);
}

test.for<[string, () => { status: number; body?: unknown }, string]>([
  ["a missing field", () => ({ status: 200, body: { inbound_enabled: true } }), "outbound_enabled"],
  [
    "a wrong type",
    () => ({ status: 200, body: { inbound_enabled: 1, outbound_enabled: false } }),
    "inbound_enabled",
  ],
  ["a status that is not declared", () => ({ status: 418, body: {} }), "status code"],
])("turns an answer with %s into a 500 that says so", async ([, answer, words]) => {
  const { status, body, violations } = await engineThatAnswers(answer)(request);
  expect(status).toBe(500);
  expect(JSON.stringify(body)).toContain("The fixture's own answer");
  expect(violations).toMatchObject([{ side: "response", message: expect.stringContaining(words) }]);
});

test("turns a failure of the model into a 500 that says so", async () => {
  const engine = engineThatAnswers(() => {
    throw new Error("broken");
  });
  const { status, violations } = await engine(request);
  expect(status).toBe(500);
  expect(violations).toMatchObject([{ side: "response", location: "answer", message: "broken" }]);
});
