import {
  ExpectationError,
  type ScriptedResponse,
  startMockGitLab,
} from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";
import { scriptsUsed, start } from "../helpers.js";
import { exchange, open } from "../raw-request.js";

const scope = "/projects/1/job_token_scope";
const disable = { body: { enabled: false } };
const scopeEnabled = { status: 200, body: { inbound_enabled: true } };

test("responds in order, then passes requests to GitLab again", async () => {
  const { gitlab, call } = await start();
  gitlab.script("getJobTokenScope", [
    { status: 502 },
    { status: 429, headers: { "Retry-After": "1" }, body: "Retry later" },
    "pass",
    { status: 500, body: { message: "500 Internal Server Error" } },
  ]);
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 502, body: undefined });
  const limited = await call(`GET ${scope}`);
  expect(limited).toMatchObject({ status: 429, body: "Retry later" });
  expect(limited.headers.get("retry-after")).toBe("1");
  expect(await call(`GET ${scope}`)).toMatchObject(scopeEnabled);
  expect(await call(`GET ${scope}`)).toMatchObject({
    status: 500,
    body: { message: "500 Internal Server Error" },
  });
  expect(await call(`GET ${scope}`)).toMatchObject(scopeEnabled);
});

test("a response without a body has no content type", async () => {
  const { gitlab, call } = await start();
  gitlab.script("getJobTokenScope", [{ status: 502 }, { status: 502, body: undefined }]);
  for (let i = 0; i < 2; i++) {
    const { status, headers, body } = await call(`GET ${scope}`);
    expect([status, headers.get("content-type"), body]).toEqual([502, null, undefined]);
  }
});

test("a script without responses has no effect", async () => {
  const { gitlab, call } = await start();
  gitlab.script({}, []);
  gitlab.script({}, [], { repeat: true });
  gitlab.script({}, [{ status: 502 }]);
  expect(gitlab.scripts()).toMatchObject([{ responses: [{ status: 502 }] }]);
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 502 });
});

test("repeat starts over after the last response", async () => {
  const { gitlab, call } = await start();
  gitlab.script("getJobTokenScope", [{ status: 503 }, "pass"], { repeat: true });
  const statuses = [];
  for (let i = 0; i < 4; i++) statuses.push((await call(`GET ${scope}`)).status);
  expect(statuses).toEqual([503, 200, 503, 200]);
});

test("applies only to requests that match operation, path, query and body", async () => {
  const { gitlab, call } = await start();
  gitlab.script({ operation: "allowProject", body: { target_project_id: 42 } }, [{ status: 502 }]);
  gitlab.script({ query: { page: 2 } }, [{ status: 503 }]);
  gitlab.script({ path: { id: "group/app" } }, [{ status: 500, body: {} }]);
  expect(await call(`POST ${scope}/allowlist`, { body: { target_project_id: 2 } })).toMatchObject({
    status: 201,
  });
  expect(await call(`POST ${scope}/allowlist`, { body: { target_project_id: 42 } })).toMatchObject({
    status: 502,
  });
  expect(await call(`GET ${scope}/allowlist?page=1`)).toMatchObject({ status: 200 });
  expect(await call(`GET ${scope}/allowlist?page=2`)).toMatchObject({ status: 503 });
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 200 });
  expect(await call("GET /projects/group%2Fapp/job_token_scope")).toMatchObject({ status: 500 });
});

test("a pathname matches requests for which the document has no operation, which are then noted", async () => {
  const { gitlab, call } = await start({ strict: true });
  const body = [{ id: 5 }];
  gitlab.script({ method: "GET", pathname: "/api/v4/runners" }, [{ status: 200, body }], { repeat: true });
  gitlab.script({ pathname: "/api/v4/projects/group%2Fapp/topics", body: { name: "a" } }, [{ status: 201 }]);
  gitlab.script({ pathname: "/api/v4/user" }, [{ status: 200, body: { username: "ci" } }]);

  expect(await call("GET /runners?page=2")).toMatchObject({ status: 200, body });
  expect(await call("POST /projects/group%2Fapp/topics", { body: { name: "a" } })).toMatchObject({
    status: 201,
  });
  expect(await call("GET /user")).toMatchObject({ body: { username: "ci" } });
  expect(gitlab.notes().map(({ path, location }) => `${location} ${path}`)).toEqual([
    "path /api/v4/runners",
    "path /api/v4/projects/group%2Fapp/topics",
    "path /api/v4/user",
  ]);
  expect(gitlab.notes()[0]?.message).toBe(
    "The document has no operation for this request, but a script names its path",
  );
  gitlab.assertScriptsUsed();
  gitlab.assertRequests({ method: "GET", pathname: "/api/v4/runners" }, { count: 1 });
});

test("a pathname also matches requests for an operation, as sent", async () => {
  const { gitlab, call } = await start();
  gitlab.script({ method: "HEAD", pathname: "/api/v4/projects/1" }, [{ status: 503 }]);
  expect(await call("GET /projects/1")).toMatchObject({ status: 200 });
  expect(await call("HEAD /projects/1")).toMatchObject({ status: 503 });
  expect(gitlab.violations()).toEqual([]);
});

test("a request without an operation stays a violation if a script does not name its path", async () => {
  const { gitlab, call } = await start();
  gitlab.script({}, [{ status: 429 }, { status: 429 }, { status: 429 }, { status: 429 }]);
  for (const request of ["GET /runners", "PUT /projects/1", "GET /user", "OPTIONS /projects/1"]) {
    expect(await call(request)).toMatchObject({ status: 429 });
  }
  const message = "The document has no operation for this request";
  expect(gitlab.violations()).toStrictEqual([
    { method: "GET", path: "/api/v4/runners", side: "request", location: "path", message },
    { method: "PUT", path: "/api/v4/projects/1", side: "request", location: "method", message },
  ]);
});

test.for(["examples", "proxy"] as const)("mode %s matches a pathname, too", async (mode) => {
  await using upstream = await startMockGitLab();
  const { gitlab, call } = await start({
    mode,
    strict: true,
    ...(mode === "proxy" && { upstream: upstream.url }),
  });
  gitlab.script({ pathname: "/api/v4/runners" }, [{ status: 200, body: [] }]);
  expect(await call("GET /runners")).toMatchObject({ status: 200, body: [] });
  expect(upstream.requests()).toEqual([]);
});

test("a rate limit refuses a request before a script responds to it", async () => {
  const { gitlab, call } = await start({ rateLimit: { requests: 1, perMs: 60_000 } });
  gitlab.script({ pathname: "/api/v4/runners" }, [{ status: 200 }, { status: 200 }]);
  await call("GET /runners");
  expect(await call("GET /runners")).toMatchObject({ status: 429, body: "Retry later" });
  expect(gitlab.scripts()).toMatchObject([{ used: 1 }]);
});

test.for([
  [{ pathname: "runners" }, "script.match.pathname: expected a path without a query"],
  [{ pathname: "/api/v4/runners?page=1" }, "script.match.pathname: expected a path without a query"],
  [{ method: "get" }, 'script.match.method: expected a method such as "GET"'],
  [{ query: { page: Infinity } }, "script.match.query.page: "],
] as const)("rejects the match %o", async ([match, message]) => {
  const { gitlab } = await start();
  expect(() => gitlab.script(match, [])).toThrow(message);
});

test("applied: true processes the request before the response is replaced", async () => {
  const { gitlab, call } = await start();
  const unapplied = [{ status: 502 }, { status: 502, applied: false }];
  gitlab.script("updateJobTokenScope", [...unapplied, { status: 502, applied: true }]);
  for (let i = 0; i < 2; i++) {
    expect(await call(`PATCH ${scope}`, disable)).toMatchObject({ status: 502 });
    expect(await call(`GET ${scope}`)).toMatchObject(scopeEnabled);
  }
  expect(await call(`PATCH ${scope}`, disable)).toMatchObject({ status: 502 });
  expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled: false } });
});

test.for([
  ["before", true],
  ["after", false],
] as const)(
  "drops the connection %s GitLab processes the request, with and without a socket",
  async ([drop, inbound_enabled]) => {
    const { gitlab, call } = await start();
    gitlab.script("updateJobTokenScope", [{ drop }, { drop }]);
    await expect(call(`PATCH ${scope}`, disable)).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
    expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled } });
    const withoutSocket = gitlab.fetch(`${gitlab.apiUrl}${scope}`, {
      method: "PATCH",
      headers: { "private-token": gitlab.token, "content-type": "application/json" },
      body: '{"enabled":false}',
    });
    await expect(withoutSocket).rejects.toMatchObject({ name: "TypeError", cause: { code: "ECONNRESET" } });
    expect(gitlab.requests().map(({ status }) => status)).toEqual([0, 200, 0]);
  },
);

test("sends HTML, malformed JSON and redirects with realistic headers", async () => {
  const { gitlab, call } = await start();
  gitlab.script("getJobTokenScope", [
    { html: "<html></html>" },
    { malformedJson: '{"inbound_enabled": tr', status: 200 },
    { redirect: "https://elsewhere.example.com/login" },
  ]);
  const page = await call(`GET ${scope}`);
  expect(page).toMatchObject({ status: 200, body: "<html></html>" });
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  const broken = await call(`GET ${scope}`);
  expect(broken).toMatchObject({ status: 200, body: '{"inbound_enabled": tr' });
  expect(broken.headers.get("content-type")).toBe("application/json");
  const redirect = await call(`GET ${scope}`);
  expect(redirect.status).toBe(302);
  expect(redirect.headers.get("location")).toBe("https://elsewhere.example.com/login");
});

test("dateInMs sends an HTTP date that is not before the requested time", async () => {
  const { gitlab, call } = await start();
  gitlab.script("getJobTokenScope", [{ status: 429, headers: { "retry-after": { dateInMs: 1500 } } }]);
  const before = Date.now();
  const { headers } = await call(`GET ${scope}`);
  const date = headers.get("retry-after") ?? "";
  expect(date).toMatch(/ GMT$/);
  expect(Date.parse(date)).toBeGreaterThanOrEqual(before + 1500);
});

test("delayMs delays processing, and ends when the fixture closes", async () => {
  const { gitlab, call } = await start();
  gitlab.script("updateJobTokenScope", [{ delayMs: 60_000 }]);
  const waiting = expect(call(`PATCH ${scope}`, disable)).rejects.toThrow();
  expect(await call(`GET ${scope}`)).toMatchObject(scopeEnabled);
  await gitlab.close();
  await waiting;
});

// No closed connection ends it.
test.for([
  ["an operation", scope],
  ["a path without an operation", "/runners"],
])("close() ends the delay of a request for %s without a socket", async ([, path]) => {
  const { gitlab } = await start();
  gitlab.script({ pathname: `/api/v4${path}` }, [{ delayMs: 60_000, status: 418 }]);
  const response = gitlab.fetch(`${gitlab.apiUrl}${path}`);
  await scriptsUsed(gitlab);
  await gitlab.close();
  expect((await response).status).toBe(418);
});

test("an aborted signal ends the delay of a request without a socket", async () => {
  const { gitlab } = await start();
  gitlab.script("getJobTokenScope", [{ delayMs: 60_000 }]);
  const controller = new AbortController();
  const reason = new Error("enough");
  const response = gitlab.fetch(`${gitlab.apiUrl}${scope}`, { signal: controller.signal });
  await scriptsUsed(gitlab);
  controller.abort(reason);
  await expect(response).rejects.toBe(reason);
});

test("meanwhile changes a project right after the response", async () => {
  const { gitlab, call } = await start();
  gitlab.script("getJobTokenScope", [
    { meanwhile: { project: 1, inboundEnabled: false, allowedProjects: [42], allowedGroups: [7] } },
  ]);
  expect(await call(`GET ${scope}`)).toMatchObject(scopeEnabled);
  expect(await call(`GET ${scope}`)).toMatchObject({ body: { inbound_enabled: false } });
  expect(gitlab.state().projects[0]).toMatchObject({ allowedProjects: [42], allowedGroups: [7] });
  gitlab.script("getJobTokenScope", [{ meanwhile: { project: 1, allowedGroups: [] } }]);
  await call(`GET ${scope}`);
  expect(gitlab.state().projects[0]).toMatchObject({ inboundEnabled: false, allowedGroups: [] });
  const meanwhile = { project: 1, inboundEnabled: true };
  gitlab.script("getJobTokenScope", [{ meanwhile: { project: 1, allowedGroups: [7] } }, { meanwhile }]);
  await call(`GET ${scope}`);
  await call(`GET ${scope}`);
  expect(gitlab.state().projects[0]).toMatchObject({
    inboundEnabled: true,
    allowedProjects: [42],
    allowedGroups: [7],
  });
});

test("scripted responses are not violations, but invalid requests still are", async () => {
  const { gitlab, call } = await start();
  gitlab.script("updateJobTokenScope", [{ status: 418, body: { no: "teapot" } }, { html: "<html>" }]);
  expect(await call(`PATCH ${scope}`, disable)).toMatchObject({ status: 418 });
  expect(gitlab.violations()).toEqual([]);
  expect(await call(`PATCH ${scope}`, { body: {} })).toMatchObject({ status: 200 });
  expect(gitlab.violations()).toMatchObject([{ side: "request", location: "body" }]);
});

test("scripts apply in examples mode", async () => {
  const { gitlab, call } = await start({ mode: "examples" });
  gitlab.script("getJobTokenScope", [{ status: 502 }]);
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 502 });
  expect(await call(`GET ${scope}`)).toMatchObject(scopeEnabled);
});

test("reset clears scripts", async () => {
  const { gitlab, call } = await start();
  gitlab.script("getJobTokenScope", [{ status: 502 }]);
  gitlab.reset();
  expect(await call(`GET ${scope}`)).toMatchObject(scopeEnabled);
});

test.for<[unknown, string]>([
  [{ status: 99 }, "script.responses[0].status: "],
  [{ status: 200, delay: 1 }, "script.responses[0].delay: unknown key"],
  [{ drop: "during" }, 'script.responses[0].drop: Invalid type: Expected ("before" | "after")'],
  ["skip", "script.responses[0]: "],
  [null, "script.responses[0]: "],
  [{ status: 200, headers: { "x y": "1" } }, "script.responses[0].headers.x y: expected a header name"],
  [{ status: 200, headers: { x: "1\n2" } }, "script.responses[0].headers.x: "],
  [{ status: 200, headers: { x: "\u20ac" } }, "script.responses[0].headers.x: "],
  [{ status: 200, headers: { x: 1 } }, "script.responses[0].headers.x: "],
  [{ status: 200, headers: { x: { dateInMs: 1e300 } } }, "script.responses[0].headers.x"],
  [{ status: 200, headers: { "X-A": "1", "x-a": "2" } }, "script.responses[0].headers.x-a: duplicate header"],
  [
    { html: "", headers: { "Content-Length": "many" } },
    "script.responses[0].headers.Content-Length: expected a number of bytes",
  ],
  [{ html: "", headers: { trailer: "x" } }, "script.responses[0].headers.trailer: set by the fixture itself"],
  [{ html: "", headers: { "transfer-encoding": "gzip" } }, "script.responses[0].headers.transfer-encoding: "],
  [{ redirect: "/\r\n" }, "script.responses[0].redirect: expected a header value"],
  [{ status: 200, body: 1n }, "script.responses[0].body: cannot be sent as JSON: "],
  [{ status: 200, body: () => 1 }, "script.responses[0].body: a function cannot be sent as JSON"],
  [{ status: 200, body: Symbol("a") }, "script.responses[0].body: a symbol cannot be sent as JSON"],
  [{ meanwhile: { project: 9 } }, "script.responses[0].meanwhile.project: GitLab has no project 9"],
  [
    { status: 502, meanwhile: { project: 1, allowedProjects: [2, 9] } },
    "script.responses[0].meanwhile.allowedProjects[1]: GitLab has no project 9",
  ],
  [
    { drop: "after", meanwhile: { project: 1, allowedGroups: [9] } },
    "script.responses[0].meanwhile.allowedGroups[0]: GitLab has no group 9",
  ],
])("rejects %o, and reports the location", async ([response, message]) => {
  const { gitlab, call } = await start();
  // @ts-expect-error -- invalid response
  expect(() => gitlab.script("getJobTokenScope", [response])).toThrow(message);
  expect(await call(`GET ${scope}`)).toMatchObject(scopeEnabled);
});

test("reports each problem in a line of its own", async () => {
  const { gitlab } = await start();
  expect(() =>
    gitlab.script({}, [
      { status: 503, headers: { trailer: "x" } },
      { html: "", headers: { upgrade: "x" } },
    ]),
  ).toThrow(
    new TypeError(
      `script.responses[0].headers.trailer: set by the fixture itself
script.responses[1].headers.upgrade: set by the fixture itself`,
    ),
  );
});

test("rejects a circular body, and copies others", async () => {
  const { gitlab, call } = await start();
  const body: { self?: unknown } = {};
  gitlab.script("getJobTokenScope", [{ status: 200, body }]);
  body.self = body;
  expect(() => gitlab.script("getJobTokenScope", ["pass", { status: 200, body }])).toThrow(
    "script.responses[1].body: cannot be sent as JSON: Converting circular structure to JSON",
  );
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 200, body: {} });
  expect(await call(`GET ${scope}`)).toMatchObject(scopeEnabled);
});

test("rejects meanwhile unless the mode is stateful", async () => {
  const { gitlab } = await start({ mode: "examples" });
  expect(() => gitlab.script({}, [{ meanwhile: { project: 1 } }])).toThrow(
    'script.responses[0].meanwhile: only supported in mode "stateful"',
  );
});

test("every header that a script may have can be sent, with and without a socket", async () => {
  const { gitlab, call } = await start();
  const names =
    "accept-ranges age allow authorization cache-control connection content-encoding content-length content-type cookie date etag expect host http2-settings keep-alive link location proxy-authenticate retry-after server set-cookie status te trailer transfer-encoding upgrade vary via www-authenticate x-a __proto__ constructor".split(
      " ",
    );
  const values = [
    "",
    " ",
    "0",
    "1",
    "-1",
    "1e3",
    "99999",
    "9".repeat(30),
    "chunked",
    "close",
    "keep-alive",
    "upgrade",
    "gzip",
    "x, y",
    "\t\xff",
  ];
  const sent = { accepted: 0, rejected: 0 };
  for (const name of names) {
    for (const value of values) {
      try {
        gitlab.script({}, [{ status: 503, body: "sorry", headers: { [name]: value } }], { repeat: true });
        sent.accepted += 1;
      } catch (error) {
        expect(error).toMatchObject({
          message: expect.stringContaining(`script.responses[0].headers.${name}: `),
        });
        sent.rejected += 1;
        continue;
      }
      const response = await gitlab.fetch(`${gitlab.apiUrl}${scope}`);
      expect([name, value, response.status]).toEqual([name, value, 503]);
      const request = `GET /api/v4${scope} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
      const received = await exchange(gitlab.url, request);
      expect([name, value, received.split("\r\n")[0]]).toEqual([
        name,
        value,
        "HTTP/1.1 503 Service Unavailable",
      ]);
      gitlab.reset();
    }
  }
  expect(sent).toEqual({ accepted: 424, rejected: 71 });
  expect(await call(`GET ${scope}`)).toMatchObject(scopeEnabled);
});

test("a length that the body does not have does not affect the next response", async () => {
  const { gitlab, call } = await start();
  gitlab.script("getJobTokenScope", [
    { status: 200, body: "short", headers: { "content-length": "99" } },
    { status: 200, body: "long", headers: { "content-length": "2" } },
  ]);
  await expect(call(`GET ${scope}`)).rejects.toThrow();
  await call(`GET ${scope}`).catch(() => undefined);
  expect(await call(`GET ${scope}`)).toMatchObject(scopeEnabled);
});

test.for([
  [3, "close"],
  [6, "keep-alive"],
])("a length of %i for three letters of two bytes: %s", async ([length, connection]) => {
  const { gitlab } = await start();
  gitlab.script({}, [{ status: 200, body: "üüü", headers: { "content-length": `${length}` } }]);
  const { headers } = await fetch(`${gitlab.apiUrl}${scope}`);
  expect(headers.get("connection")).toBe(connection);
});

test.for<[string, ScriptedResponse]>([
  ["a response", { delayMs: 100 }],
  ["a large body", { status: 200, body: "x".repeat(5_000_000), delayMs: 100 }],
  ["a reset", { drop: "after", delayMs: 100 }],
])("survives a client that is gone before %s", async ([, response]) => {
  const { gitlab, call } = await start();
  gitlab.script("getJobTokenScope", [response]);
  const socket = open(gitlab.url, `GET /api/v4${scope} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  // The client is gone during the delay, which is real, because the sockets are.
  await scriptsUsed(gitlab);
  socket.resetAndDestroy();
  await expect.poll(() => gitlab.requests()).toHaveLength(1);
  expect(await call(`GET ${scope}`)).toMatchObject(scopeEnabled);
});

test("rejects an unknown operation", async () => {
  const { gitlab } = await start();
  // @ts-expect-error -- unknown operation
  expect(() => gitlab.script("getScope", ["pass"])).toThrow("script.match.operation: ");
});

test("lists the scripts that have responses left", async () => {
  const { gitlab, call } = await start();
  gitlab.script("getProject", [{ status: 502 }, "pass"]);
  gitlab.script("getGroup", [{ status: 503 }, "pass"], { repeat: true });
  await call("GET /projects/1");
  expect(gitlab.scripts()).toEqual([
    { match: { operation: "getProject" }, responses: ["pass"], repeat: false, used: 1 },
    { match: { operation: "getGroup" }, responses: [{ status: 503 }, "pass"], repeat: true, used: 0 },
  ]);
  expect(() => gitlab.assertScriptsUsed()).toThrow(
    new ExpectationError(
      `2 script(s) have unused responses:
  {"operation":"getProject"}: 1 used, 1 left: ["pass"]
  {"operation":"getGroup"}: 0 used, 2 left: [{"status":503},"pass"]`,
    ),
  );
  await call("GET /projects/1");
  await call("GET /groups/7");
  gitlab.assertScriptsUsed();
  expect(gitlab.scripts()).toMatchObject([{ responses: ["pass"], repeat: true, used: 1 }]);
  gitlab.reset();
  expect(gitlab.scripts()).toEqual([]);
});
