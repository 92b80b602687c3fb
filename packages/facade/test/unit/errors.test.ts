import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { ConnectionError, createGitLab } from "@gitlab-job-token-scope/facade";
import { expect, test } from "vitest";
import { connectTo, errorOf } from "../helpers.js";

const token = "glpat-planted-secret";
/** The error of a read whose only attempt gets a response, or fails, like this. */
const failureOf = (respond: () => unknown) => {
  const { jobTokenScope } = connectTo(respond, { token, retry: { limit: 0 } }).project(1);
  return errorOf(() => jobTokenScope.get());
};
const json = (status: number, body: unknown) => () => Response.json(body, { status });

test.for<[string, number | undefined]>([
  ["7", 7_000],
  ["0", 0],
  ["Sun, 22 Nov 2020 12:00:00 GMT", 0],
  ["1.5", undefined],
  ["-1", undefined],
  ["soon", undefined],
  ["2020-11-22", undefined],
  ["on Sun, 22 Nov 2020 12:00:00 GMT", undefined],
  ["Sun, 22 Nov 2020 12:00:00 GMT+0100", undefined],
  ["Fri, 99 Foo 9999 99:99:99 GMT", undefined],
])("Retry-After: %s is reported as %s ms", async ([header, retryAfterMs]) => {
  const response = () => new Response("Retry later", { status: 429, headers: { "retry-after": header } });
  expect(await failureOf(response)).toMatchObject({ retryAfterMs });
});

test("JSON.stringify() shows every field of an error", async () => {
  const headers = { "retry-after": "7", "x-request-id": "01JD" };
  const details = { message: "Retry later" };
  const refused = await failureOf(() => Response.json(details, { status: 429, headers }));
  const lost = await failureOf(() => Promise.reject(new Error("lost")));
  for (const error of [refused, lost]) {
    const fields = { ...error, message: error.message };
    expect(JSON.parse(JSON.stringify(error))).toEqual(JSON.parse(JSON.stringify(fields)));
  }
  expect(JSON.parse(JSON.stringify(refused))).toMatchObject({
    status: 429,
    attempts: 1,
    requestId: "01JD",
    retryAfterMs: 7_000,
    details,
  });
  expect(JSON.parse(JSON.stringify(lost))).toMatchObject({ attempts: 1, mayHaveWritten: false });
});

test("a Retry-After that is a date counts from the response's Date: the local clock may be wrong", async () => {
  const headers = {
    date: "Sun, 22 Nov 2020 12:00:00 GMT",
    "retry-after": "Sun, 22 Nov 2020 12:00:07 GMT",
  };
  const response = () => new Response("Retry later", { status: 429, headers });
  expect(await failureOf(response)).toMatchObject({ retryAfterMs: 7_000 });
});

test("the message has the reason for which the first of a host's addresses could not be reached", async () => {
  const refused = new AggregateError([new Error("connect ECONNREFUSED ::1:80")], "");
  const error = await failureOf(() => Promise.reject(new TypeError("fetch failed", { cause: refused })));
  expect(error.message).toContain("(connect ECONNREFUSED ::1:80)");
});

test("the message has the innermost reason, of at most ten causes", async () => {
  const causedBy = (depth: number): Error =>
    new Error(`reason ${depth}`, depth === 12 ? {} : { cause: causedBy(depth + 1) });
  const error = await failureOf(() => Promise.reject(causedBy(0)));
  expect(error.message).toContain("(reason 10)");
  const circular = new Error("connection lost");
  circular.cause = circular;
  expect((await failureOf(() => Promise.reject(circular))).message).toContain("(connection lost)");
});

test("the message has the URL that could not be reached", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A TCP server's address has a port.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const url = `http://127.0.0.1:${port}`;
  const gitlab = createGitLab({ url, token, retry: { limit: 0 } });
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ code: "network", attempts: 1, cause: { message: "fetch failed" } });
  expect(error.message).toBe(
    `GET /projects/{id}/job_token_scope: the host could not be reached, or the connection was lost (connect ECONNREFUSED 127.0.0.1:${port}). (project 1, ${url}/api/v4/projects/1/job_token_scope)`,
  );
});

test("bytes that are not HTTP are reported as such", async () => {
  const cause = Object.assign(new Error("Expected HTTP/"), { code: "HPE_INVALID_CONSTANT" });
  const error = await failureOf(() => Promise.reject(new TypeError("fetch failed", { cause })));
  expect(error).toMatchObject({ code: "network" });
  expect(error.message).toContain("the response is not valid HTTP (Expected HTTP/)");
});

// Other implementations of fetch have no cause.
test("bytes that are not HTTP are reported as such by the code of the failure itself", async () => {
  const failure = Object.assign(new Error("Expected HTTP/"), { code: "HPE_INVALID_CONSTANT" });
  const error = await failureOf(() => Promise.reject(failure));
  expect(error.message).toContain("the response is not valid HTTP (Expected HTTP/)");
});

// As undici words them. Some have a code of their own, and some have none.
test.for([
  "Response does not match the HTTP/1.1 protocol (Invalid header token)",
  "Headers Overflow Error",
  "Response body length does not match content-length header",
  "bad response",
  "bad upgrade",
  "too many content-encodings in response: 9, maximum allowed is 5",
])("%j is reported as bytes that are not HTTP", async (reason) => {
  const error = await failureOf(() =>
    Promise.reject(new TypeError("fetch failed", { cause: new Error(reason) })),
  );
  expect(error).toMatchObject({ code: "network" });
  expect(error.message).toContain(`the response is not valid HTTP (${reason})`);
});

const unreadable = Object.defineProperties(new Error("hidden"), {
  stack: { get: () => expect.unreachable() },
  message: { get: () => expect.unreachable() },
  cause: { get: () => expect.unreachable() },
});
const withoutPrototype: object = Object.create(null);
test.for<[string, unknown]>([
  ["a text", "socket hang up"],
  ["undefined", undefined],
  ["a symbol", Symbol("lost")],
  ["an object without a prototype", withoutPrototype],
  ["an error whose getters throw", unreadable],
  ["a revoked proxy", revokedProxy()],
])("a fetch that rejects with %s is a lost connection", async ([, thrown]) => {
  const error = await failureOf(() => Promise.reject(thrown));
  expect(error).toMatchObject({ name: "ConnectionError", code: "network", attempts: 1, project: 1 });
});

test.for<[string, unknown]>([
  ["a symbol", Symbol("lost")],
  ["an object without a prototype", withoutPrototype],
  ["an error whose getters throw", unreadable],
  ["a revoked proxy", revokedProxy()],
])("a body that fails with %s is a lost connection", async ([, thrown]) => {
  const body = () =>
    new Response(
      new ReadableStream({
        pull: () => Promise.reject(thrown),
      }),
    );
  const error = await failureOf(body);
  expect(error).toMatchObject({ name: "ConnectionError", code: "network", attempts: 1 });
});

test.for<[string, unknown]>([
  ["a symbol", Symbol("stop")],
  ["an object without a prototype", withoutPrototype],
  ["an error whose getters throw", unreadable],
  ["a revoked proxy", revokedProxy()],
])("an abort with %s as its reason fails with aborted", async ([, reason]) => {
  const gitlab = connectTo(() => new Promise(() => {}));
  const controller = new AbortController();
  const call = errorOf(() => gitlab.project(1).jobTokenScope.get({ signal: controller.signal }));
  controller.abort(reason);
  expect(await call).toMatchObject({ name: "ConnectionError", code: "aborted" });
});

function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

test("no error shows the token, however it is printed", async () => {
  const errors = [
    await failureOf(json(401, { message: "401 Unauthorized" })),
    await failureOf(() => new Response("<html>")),
    await failureOf(() => Promise.reject(new TypeError("fetch failed"))),
    await errorOf(() => createGitLab({ token: `${token}\n` })),
    await failureOf(() => new Response(`you sent Bearer ${token}`, { status: 400 })),
    await failureOf(json(400, { message: { headers: [`PRIVATE-TOKEN: ${token}`] }, [token]: 1 })),
  ];
  for (const error of errors) {
    for (const text of [
      String(error),
      error.stack,
      JSON.stringify(error),
      inspect(error, { depth: 9, showHidden: true }),
    ]) {
      expect(text).not.toContain(token);
    }
  }
});
