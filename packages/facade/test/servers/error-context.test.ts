import { expect, test } from "vitest";
import { failureOf } from "./failures.js";
import { json } from "./gitlab.js";
import { type Misbehave, startServer, token } from "./server.js";
import { settle } from "./timing.js";

/** Failures of every kind, and whether a request was sent. */
const failures: [code: string, misbehave: Misbehave][] = [
  ["unauthorized", () => json(401, { message: `401 ${token}` })],
  ["forbidden", () => json(403, { message: `403 Forbidden ${token}` })],
  ["not_found", () => json(404, { message: token, [token]: [token] })],
  ["invalid_request", () => json(400, { error: `${encodeURIComponent(token)} is invalid` })],
  ["rate_limited", () => ({ status: 429, headers: { "x-request-id": token }, body: `Retry later ${token}` })],
  ["server_error", () => ({ status: 502, body: `<html>Bearer ${token}</html>` })],
  ["unexpected_response", () => ({ status: 200, body: token, headers: { "content-type": token } })],
  [
    "unexpected_response",
    () => ({ status: 302, headers: { location: `http://${token}.example.com/${token}` } }),
  ],
  ["network", () => "close"],
];

for (const [code, misbehave] of failures) {
  test(`${code}: a failed look-up names the project, the target and its URL, and shows no token`, async () => {
    const server = await startServer(misbehave);
    const url = `${server.origin}/api/v4/projects/group%2Fapp`;
    const { jobTokenScope } = server.connect().project("group/app");
    const { allowlist, groupsAllowlist } = jobTokenScope;
    for (const call of [
      () => jobTokenScope.get(),
      () => jobTokenScope.update({ enabled: true }),
      () => groupsAllowlist.list(),
      () => allowlist.first(),
    ]) {
      expect(await failureOf(call)).toMatchObject({ code, project: "group/app", target: undefined, url });
    }
    for (const call of [
      () => allowlist.create({ targetProjectId: "group/p2" }),
      () => allowlist.delete("group/p2"),
      () => allowlist.ensurePresent("group/p2"),
      () => allowlist.ensureAbsent("group/p2"),
    ]) {
      expect(await failureOf(call)).toMatchObject({ code, project: "group/app", target: "group/p2", url });
    }
  });
}

test("a call that ends while a look-up is under way names its URL", async () => {
  const server = await startServer(() => "silence");
  const { jobTokenScope } = server.connect().project("group/app");
  const controller = new AbortController();
  const failure = failureOf(() => jobTokenScope.get({ signal: controller.signal }));
  while (server.journal.length === 0) await settle();
  controller.abort();
  expect(await failure).toMatchObject({
    code: "aborted",
    project: "group/app",
    url: `${server.origin}/api/v4/projects/group%2Fapp`,
  });
});

test("a call that shares another's look-up and ends before it names its URL", async () => {
  const server = await startServer(() => "silence");
  const { jobTokenScope } = server.connect().project("group/app");
  const first = new AbortController();
  const second = new AbortController();
  const failures = [first, second].map(({ signal }) => failureOf(() => jobTokenScope.get({ signal })));
  while (server.journal.length === 0) await settle();
  second.abort();
  first.abort();
  for (const failure of failures) {
    expect(await failure).toMatchObject({ url: `${server.origin}/api/v4/projects/group%2Fapp` });
  }
  expect(server.journal).toHaveLength(1);
});

test("a token as a project, a target, an option or a path is not shown", async () => {
  const server = await startServer();
  const gitlab = server.connect();
  const { allowlist } = gitlab.project(1).jobTokenScope;
  for (const call of [
    () => gitlab.project(token),
    () => gitlab.project(`${token} `),
    () => gitlab.project(`group/${token}`).id(),
    () => allowlist.create(token),
    () => allowlist.create(`group/${token}`),
    () => allowlist.list({ [token]: 1 } as never),
    () => allowlist.list({ limit: token as never }),
    () => server.connect({ timeoutMs: token as never }),
    () => server.connect({ url: `${server.origin}?private_token=${token}` }),
    () => server.connect({ url: `http://user:${token}@127.0.0.1` }),
  ]) {
    await failureOf(call);
  }
});

test("a fetch that throws the request itself shows no token", async () => {
  const server = await startServer();
  const fetch = (request: Request): Promise<Response> =>
    Promise.reject(
      Object.assign(new Error(`failed: ${request.headers.get("authorization")}`), {
        request,
        config: { headers: Object.fromEntries(request.headers) },
        cause: new AggregateError([new Error(token)], token),
      }),
    );
  const { jobTokenScope } = server.connect({ fetch }).project(1);
  for (const call of [
    () => jobTokenScope.get(),
    () => jobTokenScope.update({ enabled: true }),
    () => jobTokenScope.allowlist.create(2),
  ]) {
    await failureOf(call);
  }
});
