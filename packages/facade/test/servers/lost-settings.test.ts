import type { JobTokenScope } from "@gitlab-job-token-scope/facade";
import { expect, test } from "vitest";
import { failureOf } from "./failures.js";
import { json } from "./gitlab.js";
import { projectOf, raw, type Sent, startServer, type TestServer } from "./server.js";
import { manualTimers } from "./timing.js";

const path = "/projects/1/job_token_scope";
const html = { "content-type": "text/html" };
const page = "<html><body>Sign in</body></html>";

/** Responses to a PATCH that do not prove whether it was carried out. */
const unproven: [name: string, sent: Sent, attempts: number][] = [
  ...[408, 502, 503, 504, 520, 524].map((status): [string, Sent, number] => [
    `${status}`,
    { status, headers: html, body: page },
    3,
  ]),
  ["500", json(500, { message: "500 Internal Server Error" }), 1],
  ["200 without a body", { status: 200 }, 1],
  ["200 with a login page", { status: 200, headers: html, body: page }, 1],
  ["200 with JSON that breaks off", { status: 200, body: '{"inbound_ena' }, 1],
  ["202", json(202, {}), 1],
  ["205", { status: 205 }, 1],
  ["a closed connection", "close", 3],
  ["invalid HTTP", raw("HTTP/1.1 what", "", ""), 3],
  ["headers that break off", raw("HTTP/1.1 204 No Content", "X-Request-Id: a"), 3],
];

function isWrite(method: string): boolean {
  return method === "PATCH";
}

for (const [name, sent, attempts] of unproven) {
  test(`${name} after the change was made: save() resolves, since the setting is in force`, async () => {
    const server = await startServer(({ method }, carryOut) => {
      if (!isWrite(method)) return undefined;
      carryOut();
      return sent;
    });
    const scope = await server.connect().project(1).jobTokenScope.get();
    scope.enabled = true;
    await scope.save();
    expect(projectOf(server).enabled).toBe(true);
    expect([scope.inboundEnabled, scope.isDirty]).toEqual([true, false]);
    expect(server.sent("PATCH")).toHaveLength(attempts);
    expect(server.journal.at(-1)).toBe(`GET ${path}`);
  });

  test(`${name} instead of the change: save() fails, and saving again is in force`, async () => {
    const server = await startServer(({ method }) => (isWrite(method) ? sent : undefined));
    const scope = await server.connect().project("group/app").jobTokenScope.get();
    scope.enabled = true;
    const error = await failureOf(() => scope.save());
    expect(error).toMatchObject({ project: "group/app", url: `${server.origin}/api/v4${path}` });
    expect(["network", "server_error", "unexpected_response"]).toContain(error.code);
    expect([projectOf(server).enabled, scope.isDirty, scope.enabled]).toEqual([false, true, true]);
    await saveAgain(server, scope, true);
  });

  test(`${name}, and the setting cannot be read: setting_unconfirmed`, async () => {
    let isBroken = false;
    const server = await startServer(({ method }, carryOut) => {
      if (isWrite(method)) {
        isBroken = true;
        carryOut();
        return sent;
      }
      return isBroken ? json(500, {}) : undefined;
    });
    const scope = await server.connect().project(1).jobTokenScope.get();
    scope.enabled = true;
    expect(await failureOf(() => scope.save())).toMatchObject({
      code: "setting_unconfirmed",
      requested: true,
      cause: { method: "PATCH" },
      project: 1,
    });
    expect(scope.isDirty).toBe(true);
    // Back to the value that the object read first, which is not in force any more.
    await saveAgain(server, scope, false);
  });
}

test("a time-out of the PATCH after the change was made: save() resolves", async () => {
  const timers = manualTimers();
  const server = await startServer(({ method }, carryOut) => {
    if (!isWrite(method)) return undefined;
    carryOut();
    timers.advance(10_000);
    return "silence";
  });
  const scope = await server.connect().project(1).jobTokenScope.get();
  scope.enabled = true;
  await scope.save();
  expect(server.sent("PATCH")).toHaveLength(3);
  expect([projectOf(server).enabled, scope.isDirty]).toEqual([true, false]);
});

/** The server is itself again: an assigned value is written and in force, whatever the object believed. */
async function saveAgain(server: TestServer, scope: JobTokenScope, value: boolean): Promise<void> {
  server.misbehave = () => undefined;
  server.journal.length = 0;
  scope.enabled = value;
  await scope.save();
  expect(server.journal).toEqual([`PATCH ${path}`, `GET ${path}`]);
  expect([projectOf(server).enabled, scope.enabled, scope.isDirty]).toEqual([value, value, false]);
}
