// @module-tag slow
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { failureOf, watchUncaught } from "./failures.js";
import { json } from "./gitlab.js";
import { projectOf, raw, type Sent, startServer } from "./server.js";
import { settle } from "./timing.js";

const ok = "HTTP/1.1 200 OK";
const jsonType = "Content-Type: application/json";
const settings = '{"inbound_enabled":true,"outbound_enabled":false}';

/** Responses that arrived and make no sense. */
const unreadable: [name: string, sent: Sent][] = [
  ["gzip that is no gzip", { status: 200, headers: { "content-encoding": "gzip" }, body: settings }],
  [
    "gzip that breaks off",
    { status: 200, headers: { "content-encoding": "gzip" }, body: gzipSync(settings).subarray(0, 30) },
  ],
  [
    "gzip with a wrong checksum",
    { status: 200, headers: { "content-encoding": "gzip" }, body: withWrongChecksum(gzipSync(settings)) },
  ],
  ["deflate that is no deflate", { status: 200, headers: { "content-encoding": "deflate" }, body: settings }],
  ["Brotli that is no Brotli", { status: 200, headers: { "content-encoding": "br" }, body: settings }],
  [
    "an encoding that nobody knows",
    { status: 200, headers: { "content-encoding": "x-odd" }, body: gzipSync(settings) },
  ],
  ["a body of 20 MB", { status: 200, body: `${settings.padStart(20_000_000)}` }],
  [
    "20 MB of gzip in 20 kB",
    { status: 200, headers: { "content-encoding": "gzip" }, body: gzipSync(settings.padStart(20_000_000)) },
  ],
  ["half of the JSON", { status: 200, body: settings.slice(0, 20) }],
  ["UTF-16", { status: 200, body: Buffer.from(settings, "utf16le") }],
  ["HTML", { status: 200, headers: { "content-type": "text/html" }, body: "<html>" }],
  ["JSON null", json(200, null)],
  ["a JSON array", json(200, [settings])],
  ["204", { status: 204 }],
  ["206", { status: 206, body: settings }],
  ["304", { status: 304 }],
  ["the status 600", raw("HTTP/1.1 600 Odd", "Content-Length: 0", "", "")],
  ["the status 999", raw("HTTP/1.1 999 Odd", "Content-Length: 0", "", "")],
  ["HTTP/1.0 without a length, cut short", raw("HTTP/1.0 200 OK", jsonType, "", settings.slice(0, 20))],
];

/** Responses that never arrived as a whole. */
const broken: [name: string, sent: Sent][] = [
  ["nothing, and closes", "close"],
  ["chunks that break off", raw(ok, jsonType, "Transfer-Encoding: chunked", "", "5", '{"inb', "")],
  ["fewer bytes than Content-Length", raw(ok, jsonType, "Content-Length: 500", "", settings)],
  ["no HTTP", raw("SSH-2.0-OpenSSH_9.6", "", "")],
  ["a status of two digits", raw("HTTP/1.1 20 OK", "Content-Length: 0", "", "")],
  ["a status of four digits", raw("HTTP/1.1 2000 OK", "Content-Length: 0", "", "")],
  ["a chunk size that is no number", raw(ok, "Transfer-Encoding: chunked", "", "zz", settings)],
  ["two different Content-Lengths", raw(ok, "Content-Length: 5", "Content-Length: 6", "", settings)],
  ["a header with a NUL", raw(ok, "X-Odd: a\0b", "Content-Length: 0", "", "")],
  ["headers of 40 kB", raw(ok, `X-Odd: ${"x".repeat(40_000)}`, "Content-Length: 0", "", "")],
  ["100 Continue", raw("HTTP/1.1 100 Continue", "", "HTTP/1.1 200 OK", "Content-Length: 0", "", "")],
  ["more encodings than Node decodes", raw(ok, `Content-Encoding: ${Array(9).fill("gzip")}`, "", "")],
  [
    "101 Switching Protocols",
    raw("HTTP/1.1 101 Switching Protocols", "Upgrade: odd", "Connection: upgrade", "", ""),
  ],
];

for (const [name, sent] of unreadable) {
  test(`a server that sends ${name}: an unexpected response, and no write is taken for done`, async () => {
    const uncaught = watchUncaught();
    const server = await startServer(() => sent);
    const { jobTokenScope } = server.connect().project("group/app");
    const known = server.connect().project(1).jobTokenScope;
    expect(await failureOf(() => jobTokenScope.get())).toMatchObject({
      code: "unexpected_response",
      attempts: 1,
      project: "group/app",
      url: `${server.origin}/api/v4/projects/group%2Fapp`,
    });
    const update = await failureOf(() => known.update({ enabled: true }));
    expect(["setting_unconfirmed", "unexpected_response"]).toContain(update.code);
    const create = await failureOf(() => known.allowlist.create(2));
    expect(["entry_unconfirmed", "unexpected_response"]).toContain(create.code);
    expect(create).toMatchObject({ project: 1, target: 2 });
    await settle();
    expect(uncaught).toEqual([]);
  });
}

for (const [name, sent] of broken) {
  test(`a server that sends ${name}: a network failure that is retried, and a write is settled by reading`, async () => {
    const uncaught = watchUncaught();
    const server = await startServer(() => sent);
    const { jobTokenScope } = server.connect().project(1);
    const error = await failureOf(() => jobTokenScope.get());
    expect(error).toMatchObject({ code: "network", attempts: 3, project: 1 });
    const isLost = /closes|break off|fewer bytes/.test(name);
    expect(error.message).toContain(isLost ? "the connection was lost" : "the response is not valid HTTP");
    server.misbehave = ({ method }, carryOut) => {
      if (method === "GET") return undefined;
      carryOut();
      return sent;
    };
    expect((await jobTokenScope.update({ enabled: true })).enabled).toBe(true);
    expect(await jobTokenScope.allowlist.ensurePresent(2)).toBe(true);
    expect(await jobTokenScope.allowlist.ensureAbsent(2)).toBe(true);
    expect(projectOf(server)).toMatchObject({ enabled: true, projects: new Set() });
    await settle();
    expect(uncaught).toEqual([]);
  });
}

test("informational responses, extra bytes and odd reason phrases do not disturb a call", async () => {
  for (const lines of [
    ["HTTP/1.1 103 Early Hints", "Link: </x>; rel=preload", "", `${ok}`, jsonType, "", settings],
    ["HTTP/1.1 200", jsonType, "", settings],
    [
      "HTTP/1.1 200 \u00c4\u00d6",
      jsonType,
      `Content-Length: ${settings.length}`,
      "",
      `${settings}extra bytes`,
    ],
    ["HTTP/1.0 200 OK", jsonType, "", settings],
  ]) {
    const server = await startServer(() => raw(...lines));
    expect((await server.connect().project(1).jobTokenScope.get()).enabled).toBe(true);
  }
});

function withWrongChecksum(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[copy.length - 6] = (copy[copy.length - 6] ?? 0) ^ 0xff;
  return copy;
}
