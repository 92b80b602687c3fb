import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { inspect } from "node:util";
import zlib, { gzipSync } from "node:zlib";
import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, onTestFinished, test } from "vitest";
import { start } from "../helpers.js";
import { exchange } from "../raw-request.js";

const scope = "/projects/1/job_token_scope";

/** Starts a fixture as the real GitLab, and a proxy in front of it. */
async function startBoth() {
  const { gitlab: upstream } = await start();
  const { gitlab: proxy, call } = await start({ mode: "proxy", upstream: upstream.url });
  const as = { token: upstream.token };
  return { upstream, proxy, call, as };
}

/** Starts a proxy in front of an arbitrary server. */
async function startInFrontOf(listener: RequestListener, path = "") {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const upstream = `http://127.0.0.1:${port}${path}`;
  return { upstream, ...(await start({ mode: "proxy", upstream })) };
}

test("forwards requests and responses", async () => {
  const { upstream, proxy, call, as } = await startBoth();
  expect(await call(`PATCH ${scope}`, { ...as, body: { enabled: false } })).toMatchObject({ status: 204 });
  expect(await call(`GET ${scope}`, as)).toMatchObject({ body: { inbound_enabled: false } });
  expect(upstream.state().projects[0]).toMatchObject({ inboundEnabled: false });
  expect(await call(`POST ${scope}/allowlist`, { ...as, body: { target_project_id: 42 } })).toMatchObject({
    status: 201,
    body: { source_project_id: 1, target_project_id: 42 },
  });
  expect(proxy.violations()).toEqual([]);
  expect(proxy.requests().map(({ operation }) => operation)).toEqual([
    "updateJobTokenScope",
    "getJobTokenScope",
    "allowProject",
  ]);
});

test("forwards the token in either header, and does not store it", async () => {
  const { proxy, call, as } = await startBoth();
  await call(`GET ${scope}`, as);
  const headers = { authorization: `Bearer ${as.token}` };
  expect(await call(`GET ${scope}`, { token: null, headers })).toMatchObject({ status: 200 });
  expect(await call(`GET ${scope}`, { token: "wrong" })).toMatchObject({ status: 401 });
  expect(proxy.token).toBe("");
  expect(inspect([proxy, proxy.requests(), proxy.violations(), proxy.state()], { depth: 9 })).not.toContain(
    as.token,
  );
});

test("forwards an invalid request, and records the violation", async () => {
  const { proxy, call, as } = await startBoth();
  expect(await call(`PATCH ${scope}`, { ...as, body: {} })).toMatchObject({
    status: 400,
    body: { error: "enabled is missing, enabled is empty" },
  });
  expect(proxy.violations()).toMatchObject([
    { side: "request", operation: "updateJobTokenScope", location: "body" },
  ]);
});

test("rewrites the URLs in Link and Location to its own", async () => {
  const { gitlab: upstream } = await start({
    seed: { projects: [{ id: 1, path: "group/app", formerPaths: ["old/app"] }] },
  });
  const { gitlab: proxy, call } = await start({ mode: "proxy", upstream: `${upstream.url}/` });
  const as = { token: upstream.token };
  const list = await call(`GET ${scope}/allowlist`, as);
  expect(list.headers.get("link")).toContain(`<${proxy.apiUrl}${scope}/allowlist?`);
  expect(list.headers.get("x-total")).toBe("1");
  const moved = await call("GET /projects/old%2Fapp/job_token_scope", as);
  expect(moved.headers.get("location")).toBe(`${proxy.apiUrl}${scope}`);
});

test("records violations in GitLab's response, and forwards the body unchanged", async () => {
  const text = '{ "inbound_enabled": 1,\n"outbound_enabled":false, "more": 1.0 }';
  const { gitlab, call } = await startInFrontOf((_, outgoing) => {
    outgoing.writeHead(200, { "content-type": "application/json", "x-request-id": "01ABC" }).end(text);
  });
  const response = await fetch(`${gitlab.apiUrl}${scope}`, { headers: { "private-token": "any" } });
  expect(await response.text()).toBe(text);
  expect(response.headers.get("x-request-id")).toBe("01ABC");
  expect(gitlab.violations()).toMatchObject([
    { side: "response", location: expect.stringContaining("inbound_enabled") },
  ]);
  expect(() => gitlab.assertNoViolations()).toThrow(`response to GET /api/v4${scope} (getJobTokenScope): `);
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 200 });
});

test("forwards a request without an operation in the document, and records the violation", async () => {
  const { gitlab, call } = await startInFrontOf((request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify([request.method, request.url]));
  }, "/gitlab");
  expect(await call("GET /runners?a=1")).toMatchObject({
    status: 200,
    body: ["GET", "/gitlab/api/v4/runners?a=1"],
  });
  expect(gitlab.violations()).toMatchObject([{ side: "request", location: "path" }]);
});

/** Starts a proxy in front of a server that sends these bytes, and returns what the server receives. */
async function startInFrontOfBytes(response: string | Buffer) {
  const received: string[] = [];
  const server = createTcpServer((socket) => {
    let request = "";
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      request += data.toString("latin1");
      const [head = "", body = ""] = request.split("\r\n\r\n");
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (!request.includes("\r\n\r\n") || body.length < length) return;
      received.push(request);
      socket.end(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const upstream = `http://127.0.0.1:${port}`;
  return { upstream, received, ...(await start({ mode: "proxy", upstream })) };
}

const noContent = "HTTP/1.1 204 No Content\r\n\r\n";

test.for<[string, string | Buffer]>([
  ["a POST without a body", `POST /api/v4${scope}/allowlist HTTP/1.1\r\nprivate-TOKEN: a\r\n\r\n`],
  [
    "a body without a type",
    `PATCH /api/v4${scope} HTTP/1.1\r\nPrivate-Token: a\r\nContent-Length: 17\r\n\r\n{"enabled":false}`,
  ],
  [
    "a GET with a body",
    `GET /api/v4${scope} HTTP/1.1\r\nContent-Type: text/x\r\nContent-Length: 2\r\n\r\n{}`,
  ],
  ["a DELETE with a body", `DELETE /api/v4${scope}/allowlist/2 HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}`],
  [
    "a body that is not UTF-8",
    Buffer.from(`PATCH /api/v4${scope} HTTP/1.1\r\nContent-Length: 4\r\n\r\n"\xff\xfe"`, "latin1"),
  ],
  ["a target that is not normalized", "GET /api/v4/../%zz//a?b=%zz&c=a'b HTTP/1.1\r\n\r\n"],
  ["a header that names another one", `GET /api/v4${scope} HTTP/1.1\r\nX-A: X-B\r\nX-B: 1\r\n\r\n`],
  [
    "repeated headers",
    `GET /api/v4${scope} HTTP/1.1\r\nX-a: 1\r\nX-a: 2\r\nAccept-Encoding: gzip\r\nX-B: \xe9\r\n\r\n`,
  ],
  ["a HEAD request", `HEAD /api/v4${scope} HTTP/1.1\r\nUser-Agent: a\r\nAccept: */*\r\n\r\n`],
  ["a method without an operation", "OPTIONS /api/v4/x HTTP/1.1\r\nOrigin: http://a.example\r\n\r\n"],
])("forwards %s byte by byte", async ([, bytes]) => {
  const { gitlab, upstream, received } = await startInFrontOfBytes(noContent);
  const text = bytes.toString("latin1");
  const withHost = text.replace("\r\n", `\r\nHost: localhost\r\nConnection: close, X-Own\r\nX-Own: 1\r\n`);
  const response = await exchange(gitlab.url, Buffer.from(withHost, "latin1"));
  expect(response).toBe("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
  const host = `Host: ${new URL(upstream).host}\r\n`;
  expect(received.map((request) => request.replace(host, "").replace("Connection: close\r\n", ""))).toEqual([
    text,
  ]);
});

test.for<[string, string]>([
  ["two cookies", "200 OK\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\nContent-Length: 2\r\n\r\n{}"],
  ["a body without a type", "200 Fine\r\nContent-Length: 2\r\n\r\n{}"],
  [
    "a body that is not UTF-8",
    '200 OK\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n"\xff\xfe"',
  ],
  ["an empty body", "404 Not Found\r\nContent-Length: 0\r\nX-A: \xe9\r\n\r\n"],
  [
    "a body in a 400 without JSON",
    "400 Bad Request\r\nContent-Length: 3\r\nDate: yesterday\r\n\r\n\x00\x01\x02",
  ],
  ["a 304", '304 Not Modified\r\nETag: W/"a"\r\nContent-Length: 99\r\n\r\n'],
  ["a status that is not registered", "499 Client Closed Request\r\nContent-Length: 0\r\n\r\n"],
])("forwards a response with %s byte by byte", async ([, bytes]) => {
  const { gitlab } = await startInFrontOfBytes(Buffer.from(`HTTP/1.1 ${bytes}`, "latin1"));
  const request = `GET /api/v4${scope} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
  const received = await exchange(gitlab.url, request);
  expect(received.replace("Connection: close\r\n", "")).toBe(`HTTP/1.1 ${bytes}`);
});

test("headers of a single connection are not forwarded, in either direction", async () => {
  const names = ["Expect", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Upgrade", "X-Own"];
  const headers = `${names.map((name) => `${name}: 100-continue\r\n`).join("")}Connection: close, X-Own\r\nX-Kept: 1\r\n`;
  const { gitlab, received } = await startInFrontOfBytes(
    `HTTP/1.1 200 OK\r\n${headers}Content-Length: 2\r\n\r\n{}`,
  );
  const chunked = "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
  const request = `POST /api/v4${scope}/allowlist HTTP/1.1\r\nHost: localhost\r\n${headers}${chunked}`;
  const response = await exchange(gitlab.url, request);
  for (const text of [received[0] ?? "", response.slice(response.indexOf("HTTP/1.1 200"))]) {
    const sent = text.split("\r\n").map((line) => line.split(":")[0]);
    expect(sent).toContain("X-Kept");
    expect([...names, "Transfer-Encoding"].filter((name) => sent.includes(name))).toEqual([]);
  }
});

test.for<[string, (text: string) => Buffer]>([
  ["gzip", zlib.gzipSync],
  ["X-GZIP", zlib.gzipSync],
  ["deflate", zlib.deflateSync],
  ["br", zlib.brotliCompressSync],
  ...(zlib.zstdCompressSync ? [["zstd", zlib.zstdCompressSync] as [string, (text: string) => Buffer]] : []),
  // Read as it is.
  ["gzip", Buffer.from],
  ["constructor", Buffer.from],
])("undoes the encoding %s to validate a body", async ([encoding, encode]) => {
  const { gitlab, call } = await startInFrontOf((_, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": encoding });
    response.end(encode('{"inbound_enabled":1,"outbound_enabled":false}'));
  });
  await call(`GET ${scope}`, { token: "any" }).catch(() => undefined);
  expect(gitlab.violations()).toMatchObject([{ location: "body.inbound_enabled" }]);
});

test("a text is not parsed, even if it could be JSON", async () => {
  const { gitlab, call } = await startInFrontOf((_, response) => {
    response.writeHead(502, { "content-type": "text/plain" }).end("123");
  });
  await call(`GET ${scope}`, { token: "any" });
  expect(gitlab.violations()).toEqual([]);
});

test("a missing field is a violation, except in the response to HEAD, which has no body", async () => {
  let contentType = "application/json";
  const { gitlab, call } = await startInFrontOf((_, response) => {
    response.writeHead(200, { "content-type": contentType }).end("{}");
  });
  await call(`HEAD ${scope}`, { token: "any" });
  expect(gitlab.violations()).toEqual([]);
  await call(`GET ${scope}`, { token: "any" });
  expect(gitlab.takeViolations()[0]).toMatchObject({ method: "GET", side: "response", location: "body" });
  contentType = ";json";
  await call(`HEAD ${scope}`, { token: "any" });
  expect(gitlab.violations()).toMatchObject([{ method: "HEAD", location: "header.content-type" }]);
});

test("methods that GitLab does not have are violations", async () => {
  const { proxy, call, as } = await startBoth();
  expect(await call(`PUT ${scope}`, as)).toMatchObject({ status: 404 });
  expect(await call("PATCH /user", as)).toMatchObject({ status: 404 });
  expect(proxy.violations()).toMatchObject([{ location: "method" }, { location: "path" }]);
});

test("connects to an https upstream with TLS", async () => {
  const received: (number | undefined)[] = [];
  const server = createTcpServer((socket) => {
    socket
      .on("error", () => undefined)
      .once("data", ([first]) => {
        received.push(first);
        socket.destroy();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const { call } = await start({ mode: "proxy", upstream: `https://127.0.0.1:${port}` });
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 502 });
  // The first byte of a handshake.
  expect(received).toEqual([0x16]);
});

test("forwards a compressed body unchanged, and validates it", async () => {
  const body = gzipSync('{"inbound_enabled":1,"outbound_enabled":false}');
  const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`;
  const bytes = Buffer.concat([Buffer.from(head), body]);
  const { gitlab } = await startInFrontOfBytes(bytes);
  const request = `GET /api/v4${scope} HTTP/1.1\r\nHost: localhost\r\nPRIVATE-TOKEN: a\r\nConnection: close\r\n\r\n`;
  const received = await exchange(gitlab.url, request);
  expect(received.replace("Connection: close\r\n", "")).toBe(bytes.toString("latin1"));
  const headers = { "private-token": "a" };
  for (const send of [fetch, gitlab.fetch]) {
    const response = await send(`${gitlab.apiUrl}${scope}`, { headers });
    expect(await response.json()).toEqual({ inbound_enabled: 1, outbound_enabled: false });
  }
  expect(gitlab.violations().map(({ location }) => location)).toEqual(
    Array.from({ length: 3 }, () => "body.inbound_enabled"),
  );
});

test("forwards a chunked request and a chunked response", async () => {
  const { upstream, proxy, as } = await startBoth();
  const body = '11\r\n{"enabled":false}\r\n0\r\n\r\n';
  const headers = `Host: localhost\r\nPRIVATE-TOKEN: ${as.token}\r\nContent-Type: application/json\r\nConnection: close\r\n`;
  const request = `PATCH /api/v4${scope} HTTP/1.1\r\n${headers}Transfer-Encoding: chunked\r\n\r\n${body}`;
  expect(await exchange(proxy.url, request)).toMatch(/^HTTP\/1\.1 204 /);
  expect(upstream.state().projects[0]).toMatchObject({ inboundEnabled: false });
  const { gitlab, call } = await startInFrontOf((_, response) => {
    response.write("[1");
    setImmediate(() => response.end(",2]"));
  });
  expect(await call("GET /x")).toMatchObject({ body: [1, 2] });
  expect((await gitlab.fetch(`${gitlab.apiUrl}/x`)).status).toBe(200);
});

test("responds with a 502 if the response of GitLab ends early, and with a 500 if its status is invalid", async () => {
  const { call } = await startInFrontOfBytes("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{");
  expect(await call(`GET ${scope}`)).toMatchObject({ status: 502, body: expect.stringContaining("aborted") });
  const { call: callInvalid } = await startInFrontOfBytes("HTTP/1.1 099 Odd\r\nContent-Length: 0\r\n\r\n");
  for (let i = 0; i < 2; i++) {
    expect(await callInvalid(`GET ${scope}`)).toMatchObject({
      status: 500,
      body: { error: "The fixture cannot send its response: Invalid status code: 99" },
    });
  }
});

test.for([
  [
    "link",
    '<https://gitlab.internal/api/v4/projects/1/job_token_scope/allowlist?page=2>; rel="next", <https://gitlab.internal/>; rel="first"',
  ],
  ["Link", '<https://gitlab.internal/api/v4/projects/1/job_token_scope/allowlist?page=2>; rel="next"'],
  ["location", "https://gitlab.internal/api/v4/projects/1"],
  ["Location", "https://gitlab.internal/api/v4/projects/1"],
] as const)("records a violation if %s leads to another server", async ([name, value]) => {
  const { gitlab, upstream, call } = await startInFrontOf((_, response) => {
    response.writeHead(200, { "content-type": "application/json", [name]: value }).end("[]");
  });
  const { headers } = await call(`GET ${scope}/allowlist`, { token: "any" });
  expect(headers.get(name)).toBe(value);
  expect(gitlab.violations()).toMatchObject([
    {
      side: "response",
      operation: "listAllowedProjects",
      location: `header.${name.toLowerCase()}`,
      message: `leads to https://gitlab.internal instead of ${upstream}/, so that a client that follows it leaves the proxy. Set upstream to GitLab's external URL`,
    },
  ]);
});

test("rewrites each URL of a Link header, but no other text", async () => {
  const { gitlab, call } = await startInFrontOf(({ headers: { host } }, response) => {
    const base = `http://${host}/gitlab`;
    const link = `<${base}/a?b=%2F>; rel="next"; title="${base}", <${base}>; rel="first", </c>; rel="last", <http://${host}/gitlab2/d>; rel="prev"`;
    response.writeHead(200, { link }).end();
  }, "/gitlab");
  const { headers } = await call("GET /x");
  const link = headers.get("link") ?? "";
  expect(link.match(/<[^>]*>/g)?.slice(0, 3)).toEqual([`<${gitlab.url}/a?b=%2F>`, `<${gitlab.url}>`, "</c>"]);
  expect(link).toMatch(/title="http:\/\/127\.0\.0\.1:\d+\/gitlab"/);
  expect(gitlab.violations()).toMatchObject([{ location: "path" }, { location: "header.link" }]);
});

test("records at most 100 violations of a request", async () => {
  const entries = Array.from({ length: 150 }, () => ({ id: "x" }));
  const { gitlab, call } = await startInFrontOf((_, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(entries));
  });
  await call(`GET ${scope}/groups_allowlist`, { token: "any" });
  expect(gitlab.violations()).toHaveLength(100);
  expect(gitlab.requests()[0]?.violations).toHaveLength(100);
});

test("rewrites a URL whose protocol is in upper case", async () => {
  const { gitlab, call } = await startInFrontOf(({ headers: { host } }, response) => {
    response.writeHead(200, { link: `<HTTP://${host}/gitlab/a?page=2>; rel="next"` }).end();
  }, "/gitlab");
  const { headers } = await call("GET /x");
  expect(headers.get("link")).toBe(`<${gitlab.url}/a?page=2>; rel="next"`);
});

test("rewrites no other headers", async () => {
  const { upstream, call } = await startInFrontOf(({ headers: { host } }, response) => {
    for (const name of ["x-link", "link-x"]) response.setHeader(name, `<http://${host}/a>`);
    for (const name of ["content-location", "location-x"]) response.setHeader(name, `http://${host}/a`);
    response.writeHead(200).end();
  });
  const { headers } = await call("GET /x");
  for (const name of ["x-link", "link-x"]) expect(headers.get(name)).toBe(`<${upstream}/a>`);
  for (const name of ["content-location", "location-x"]) expect(headers.get(name)).toBe(`${upstream}/a`);
});

test("does not follow redirects", async () => {
  const { gitlab, call } = await startInFrontOf((_, outgoing) => {
    outgoing.writeHead(302, { location: "https://elsewhere.example.com/" }).end();
  });
  const response = await call(`GET ${scope}`);
  expect(response.status).toBe(302);
  expect(response.headers.get("location")).toBe("https://elsewhere.example.com/");
  // It is not the API's.
  expect(gitlab.violations().map(({ location }) => location)).not.toContain("header.location");
});

test("responds with a 502 if GitLab is unreachable", async () => {
  const { gitlab: gone } = await start();
  const { gitlab } = await start({ mode: "proxy", upstream: gone.url });
  await gone.close();
  const response = await fetch(`${gitlab.apiUrl}${scope}`);
  const { status, statusText, headers } = response;
  const text = await response.text();
  expect([status, statusText]).toEqual([502, "Bad Gateway"]);
  expect(text).toContain(`contract-fixture cannot reach ${gone.url}: `);
  expect(text).toContain("ECONNREFUSED");
  expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(headers.get("content-length")).toBe(String(text.length));
  expect(gitlab.requests()).toHaveLength(1);
});

test.for<[string, (response: ServerResponse) => void]>([
  ["does not respond", () => {}],
  ["does not end its response", (response) => void response.writeHead(200).write("{")],
])("close() ends a request to an upstream that %s, and its connection", async ([, respond]) => {
  let receive = (_: IncomingMessage) => {};
  const received = new Promise<IncomingMessage>((resolve) => {
    receive = resolve;
  });
  const { gitlab } = await startInFrontOf((request, response) => {
    respond(response);
    receive(request);
  });
  // Without a socket, no closed connection ends it.
  const pending = gitlab.fetch(`${gitlab.apiUrl}${scope}`);
  const { socket } = await received;
  const disconnected = new Promise((close) => socket.on("close", close));
  await gitlab.close();
  expect((await pending).status).toBe(502);
  await disconnected;
});

test("supports scripted responses", async () => {
  const { upstream, proxy, call, as } = await startBoth();
  proxy.script("updateJobTokenScope", [{ status: 502 }, { status: 502, applied: true }]);
  expect(await call(`PATCH ${scope}`, { ...as, body: { enabled: false } })).toMatchObject({ status: 502 });
  expect(upstream.requests()).toHaveLength(0);
  expect(await call(`PATCH ${scope}`, { ...as, body: { enabled: false } })).toMatchObject({ status: 502 });
  expect(upstream.state().projects[0]).toMatchObject({ inboundEnabled: false });
});

test.for([
  [{ mode: "proxy" }, 'upstream: mode "proxy" requires a URL'],
  [{ mode: "proxy", upstream: "gitlab.example.com" }, 'upstream: mode "proxy" requires a URL'],
  [
    { mode: "proxy", upstream: "https://user:secret@gitlab.example.com" },
    "upstream: expected a URL without credentials",
  ],
  [{ mode: "proxy", upstream: "https://gitlab.example.com/?a=1" }, "upstream: expected a URL without"],
  [{ mode: "proxy", upstream: "https://gitlab.example.com/#a" }, "upstream: expected a URL without"],
  [{ mode: "proxy", upstream: "https://gitlab.example.com/api/v4" }, "upstream: omit /api/v4"],
  [
    { mode: "proxy", upstream: "https://gitlab.example.com", seed: {} },
    'seed: not supported in mode "proxy"',
  ],
  [{ mode: "examples", scenario: "slow" }, 'scenario: not supported in mode "examples"'],
  [{ upstream: "https://gitlab.example.com" }, 'upstream: only supported in mode "proxy"'],
  [{ scenario: "slow", seed: {} }, "scenario: cannot be combined with a seed"],
] as const)("rejects %j", async ([options, words]) => {
  const starting = startMockGitLab(options);
  await expect(starting).rejects.toThrow(TypeError);
  await expect(starting).rejects.toThrow(words);
});
