import {
  type Coverage,
  formatCoverage,
  type MockGitLab,
  mergeCoverage,
} from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";
import { scriptsUsed, start } from "../helpers.js";

const scope = "/projects/1/job_token_scope";

/** What was sent: `"getJobTokenScope 200 enabled: 1"`. */
function sent(coverage: Coverage): string[] {
  return coverage
    .filter(({ responses }) => responses > 0)
    .map(({ operation, status, example, responses }) =>
      [operation, status, ...(example === undefined ? [] : [example])].join(" ").concat(`: ${responses}`),
    );
}

test("lists all operations, statuses and examples of the document, before any request", async () => {
  const { gitlab } = await start();
  const coverage = gitlab.coverage();
  expect(new Set(coverage.map(({ operation }) => operation)).size).toBe(11);
  expect(coverage).toContainEqual({
    operation: "allowProject",
    status: 400,
    example: "duplicate",
    isDocumented: true,
    responses: 0,
  });
  expect(sent(coverage)).toEqual([]);
});

test("counts statuses, and examples with exactly the body that was sent", async () => {
  const { gitlab, call } = await start();
  await call(`GET ${scope}`);
  await call(`PATCH ${scope}`, { body: { enabled: false } });
  await call(`GET ${scope}`);
  await call(`GET ${scope}`);
  await call(`PATCH ${scope}`, { body: {} });
  await call(`GET ${scope}/allowlist`);
  await call("GET /nothing");
  expect(sent(gitlab.coverage())).toEqual([
    "getJobTokenScope 200: 3",
    "getJobTokenScope 200 enabled: 1",
    "getJobTokenScope 200 disabled: 2",
    "updateJobTokenScope 204: 1",
    "updateJobTokenScope 400: 1",
    "updateJobTokenScope 400 missing: 1",
    "listAllowedProjects 200: 1",
  ]);
});

test("counts scripted responses as they are sent", async () => {
  const { gitlab, call } = await start();
  gitlab.script("getJobTokenScope", [
    { status: 429, body: "Retry later" },
    { status: 401, body: { message: "401 Unauthorized" } },
    {
      status: 401,
      body: '{ "message": "401 Unauthorized" }',
      headers: { "Content-Type": "application/json" },
    },
    { status: 401, body: '{ "message": "401 Unauthorized" }' },
    { status: 401, body: { message: "401 Unauthorized", more: undefined } },
    { status: 401, body: { message: "401 Unauthorized", more: 1 } },
    { malformedJson: "{", status: 401 },
    { status: 403 },
    { status: 502, body: "GitLab is not responding" },
    { status: 502, html: "GitLab is not responding" },
    { status: 418 },
  ]);
  for (let i = 0; i < 11; i++) await call(`GET ${scope}`);
  expect(sent(gitlab.coverage())).toEqual([
    "getJobTokenScope 401: 6",
    "getJobTokenScope 401 unknown: 3",
    "getJobTokenScope 403: 1",
    "getJobTokenScope 429: 1",
    "getJobTokenScope 429 limited: 1",
    "getJobTokenScope 502: 2",
    "getJobTokenScope 502 workhorse: 1",
    "getJobTokenScope 418: 1",
  ]);
  expect(gitlab.coverage().at(-1)).toEqual({
    operation: "getJobTokenScope",
    status: 418,
    isDocumented: false,
    responses: 1,
  });
});

test("does not count a response that is lost, or that the client does not wait for", async () => {
  const { gitlab, call } = await start();
  for (const send of [fetch, gitlab.fetch]) {
    // The client is gone during the delay, which is real, because the sockets are.
    gitlab.script("getJobTokenScope", [{ delayMs: 100 }]);
    const before = gitlab.requests().length;
    const controller = new AbortController();
    const request = send(`${gitlab.apiUrl}${scope}`, { signal: controller.signal });
    await Promise.all([
      expect(request).rejects.toThrow(),
      scriptsUsed(gitlab).then(() => controller.abort()),
    ]);
    await expect.poll(() => gitlab.requests().length).toBe(before + 1);
  }
  gitlab.script("getJobTokenScope", [{ drop: "after" }]);
  await expect(call(`GET ${scope}`)).rejects.toThrow();
  expect(sent(gitlab.coverage())).toEqual([]);
});

test("a reset, a seed and a scenario do not clear it", async () => {
  const { gitlab, call } = await start();
  for (const restart of [() => gitlab.reset(), () => gitlab.seed({}), () => gitlab.scenario("slow")]) {
    await call("GET /projects/9");
    restart();
  }
  expect(sent(gitlab.coverage())).toEqual(["getProject 404: 3", "getProject 404 project: 3"]);
});

test("counts the responses of the other modes", async () => {
  const { gitlab, call } = await start({ mode: "examples" });
  await call(`GET ${scope}`, { headers: { prefer: "code=403, example=scope" } });
  expect(sent(gitlab.coverage())).toEqual(["getJobTokenScope 403: 1", "getJobTokenScope 403 scope: 1"]);

  const { gitlab: real } = await start();
  const proxy = await start({ mode: "proxy", upstream: real.url });
  await proxy.call(`GET ${scope}`, { token: real.token });
  expect(sent(proxy.gitlab.coverage())).toEqual([
    "getJobTokenScope 200: 1",
    "getJobTokenScope 200 enabled: 1",
  ]);
});

test("is returned over HTTP", async () => {
  const { gitlab, call } = await start();
  await call(`GET ${scope}`);
  const response = await fetch(`${gitlab.url}/-/fixture/coverage`);
  expect(await response.json()).toEqual(gitlab.coverage());
});

async function read(gitlab: MockGitLab): Promise<Coverage> {
  await gitlab.fetch(`${gitlab.apiUrl}${scope}`, { headers: { "private-token": gitlab.token } });
  return gitlab.coverage();
}

test("merges the coverage of several fixtures", async () => {
  const [{ gitlab: one, call }, { gitlab: other }] = await Promise.all([start(), start()]);
  await call("GET /groups/9");
  const merged = mergeCoverage(await read(one), JSON.parse(JSON.stringify(await read(other))));
  expect(sent(merged)).toEqual([
    "getJobTokenScope 200: 2",
    "getJobTokenScope 200 enabled: 2",
    "getGroup 404: 1",
    "getGroup 404 group: 1",
  ]);
  expect(merged).toHaveLength(one.coverage().length);
  expect(mergeCoverage()).toEqual([]);
});

test("is formatted as text", async () => {
  const { gitlab, call } = await start();
  await call(`GET ${scope}`);
  await call(`PATCH ${scope}`, { body: {} });
  gitlab.script({}, [{ status: 418 }]);
  await call(`GET ${scope}`);
  const text = formatCoverage(gitlab.coverage());
  const documented = gitlab.coverage().filter(({ isDocumented }) => isDocumented);
  const examples = documented.filter(({ example }) => example !== undefined);
  expect(text.split("\n")).toEqual([
    `Contract coverage: 2 of 11 operations, 2 of ${documented.length - examples.length} statuses, 2 of ${examples.length} examples`,
    "  getJobTokenScope: 200 (enabled)",
    "    never: 200 (disabled), 301, 401, 403, 404, 429, 500, 502, 503",
    "    not in the document: 418",
    "  updateJobTokenScope: 400 (missing)",
    expect.stringMatching(/^ {4}never: 204, 400 \(malformed, .*enforced\), 401, /),
    expect.stringMatching(/^ {2}never called: listAllowedProjects, .*, getGroup, listGroupProjects$/),
  ]);
});
