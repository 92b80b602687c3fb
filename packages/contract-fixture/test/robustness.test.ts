/** The fixture survives arbitrary client input without a change of its state. Vitest fails the run on unhandled errors. */
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { start } from "./helpers.js";
import { type AfterSend, exchange, open, statuses } from "./raw-request.js";

const seed = {
  projects: [
    { id: 1, path: "group/app", allowedProjects: [42], allowedGroups: [7] },
    { id: 42, path: "group/tool" },
  ],
  groups: [{ id: 7, path: "group" }],
  tokens: [{ token: "glpat-robust", admin: true }],
};
const scope = "/api/v4/projects/1/job_token_scope";
const commonHeaders = "Host: localhost\r\nPRIVATE-TOKEN: glpat-robust\r\n";
const json = "Content-Type: application/json\r\n";
const close = "Connection: close\r\n";
const chunked = "Transfer-Encoding: chunked\r\n";
const off = '{"enabled":false}';
const twentyMegabytes = Buffer.alloc(20 * 1024 * 1024, "x");

const get = (target: string, headers = "", version = "1.1") =>
  `GET ${target} HTTP/${version}\r\n${commonHeaders}${close}${headers}\r\n`;
const head = (headers: string) => `PATCH ${scope} HTTP/1.1\r\n${commonHeaders}${headers}\r\n`;
const patch = (body: string | Buffer, headers = json) =>
  Buffer.concat([
    Buffer.from(head(`${close}${headers}Content-Length: ${Buffer.byteLength(body)}\r\n`)),
    Buffer.from(body),
  ]);
const chunk = (body: string | Buffer) =>
  Buffer.concat([
    Buffer.from(`${Buffer.byteLength(body).toString(16)}\r\n`),
    Buffer.from(body),
    Buffer.from("\r\n"),
  ]);

async function startSeeded() {
  const { gitlab } = await start({ seed });
  const readState = async () => {
    const lists = [`${scope}/allowlist`, `${scope}/groups_allowlist`];
    const responses = await Promise.all([scope, ...lists].map((path) => exchange(gitlab.url, get(path))));
    return responses.map((response) => JSON.parse(response.split("\r\n\r\n")[1] ?? ""));
  };
  const before = await readState();
  return { gitlab, expectUnchanged: async () => expect(await readState()).toEqual(before) };
}

type Case = [name: string, bytes: string | Buffer, expected: number[], afterSend?: AfterSend];

const bodies: Case[] = [
  ["truncated JSON", patch('{"enabled":fal'), [400]],
  ["JSON of half a million brackets", patch("[".repeat(500_000)), [400]],
  ["JSON nested 200,000 deep", patch(`{"enabled":${"[".repeat(200_000)}${"]".repeat(200_000)}}`), [400]],
  ["JSON with the key __proto__", patch('{"__proto__":{"enabled":false}}'), [400]],
  ["JSON that is not UTF-8", patch(Buffer.from([0x22, 0xff, 0xfe, 0x22])), [400]],
  ["an escaped null byte", patch('{"enabled":"\\u0000"}'), [400]],
  ["a null byte in JSON", patch('{"enabled":\0false}'), [400]],
  ["text/plain", patch(off, "Content-Type: text/plain\r\n"), [415]],
  ["XML", patch("<enabled>false</enabled>", "Content-Type: application/xml\r\n"), [415]],
  ["multipart without a boundary", patch(off, "Content-Type: multipart/form-data\r\n"), [400]],
  [
    "multipart",
    patch(
      '--b\r\nContent-Disposition: form-data; name="enabled"\r\n\r\nperhaps\r\n--b--\r\n',
      "Content-Type: multipart/form-data; boundary=b\r\n",
    ),
    [400],
  ],
  ["no content type", patch(off, ""), [415]],
  ["an empty content type", patch(off, "Content-Type: \r\n"), [415]],
  ["a content type of punctuation", patch(off, "Content-Type: ;;;,\r\n"), [415]],
  ["two content types", patch(off, `Content-Type: text/plain\r\n${json}`), [415]],
  ["an unknown charset", patch('{"enabled":0.5}', "Content-Type: application/json; charset=x\r\n"), [400]],
  ["a broken charset", patch('{"enabled":0.5}', 'Content-Type: application/json; charset="\r\n'), [400]],
  ["UTF-16", patch(Buffer.from(off, "utf16le"), "Content-Type: application/json; charset=utf-16\r\n"), [400]],
  ["a gzipped body", patch(gzipSync(off), `${json}Content-Encoding: gzip\r\n`), [400]],
  ["20 MB", patch(twentyMegabytes), [413]],
  [
    "20 MB in chunks",
    Buffer.concat([Buffer.from(head(close + json + chunked)), chunk(twentyMegabytes), chunk("")]),
    [413],
  ],
  [
    "20 MB with Expect: 100-continue",
    Buffer.concat([
      Buffer.from(
        head(`${close}${json}Expect: 100-continue\r\nContent-Length: ${twentyMegabytes.length}\r\n`),
      ),
      twentyMegabytes,
    ]),
    [100, 413],
  ],
  ["an unknown expectation", patch(off, `${json}Expect: tea\r\n`), [417]],
];

const requests: Case[] = [
  ["% in the path", get("/api/v4/projects/%"), [400]],
  ["%zz in the path", get("/api/v4/projects/%zz/job_token_scope"), [400]],
  ["%ff in the path", get("/api/v4/projects/%ff/job_token_scope"), [400]],
  ["%00 in the path", get("/api/v4/projects/%00/job_token_scope"), [404]],
  ["%2e%2e in the path", get("/api/v4/projects/%2e%2e/job_token_scope"), [404]],
  ["bad encoding in the query", get(`${scope}/allowlist?page=%zz&per_page=%ff`), [400]],
  ["a null byte in the request line", get("/api/v4/projects/\0"), [400]],
  ["a null byte in a header", get(scope, "X-A: a\0b\r\n"), [400]],
  ["a URL of 10,000 characters", get(`/api/v4/projects/${"a".repeat(10_000)}`), [404]],
  ["a URL of 10,000 slashes", get("/".repeat(10_000)), [404]],
  ["a URL of 100,000 characters", get(`/${"a".repeat(100_000)}`), [431]],
  ["a header of 20,000 characters", get(scope, `X-A: ${"a".repeat(20_000)}\r\n`), [431]],
  ["a header named __proto__", get(scope, "__proto__: 1\r\nconstructor: 1\r\n"), [200]],
  ["a header in Latin-1", Buffer.from(get(scope, "X-A: \xff\r\n"), "latin1"), [200]],
  ["a header with a space in its name", get(scope, "X A: 1\r\n"), [400]],
  ["a folded header", get(scope, "X-A: 1\r\n 2\r\n"), [400]],
  ["two tokens", get(scope, "PRIVATE-TOKEN: other\r\n"), [401]],
  ["two hosts", get(scope, "Host: other\r\n"), [200]],
  ["no host", get(scope).replace("Host: localhost\r\n", ""), [400]],
  ["an invalid host", get(scope).replace("localhost", "a b/c?@"), [400]],
  ["an unknown method", get(scope).replace("GET", "FROB"), [400]],
  ["a method in lower case", get(scope).replace("GET", "get"), [400]],
  ["TRACE", get(scope).replace("GET", "TRACE"), [404]],
  ["CONNECT", get(scope).replace("GET", "CONNECT"), []],
  ["OPTIONS of everything", get("*").replace("GET", "OPTIONS"), [400]],
  ["HTTP/1.0", get(scope, "", "1.0"), [200]],
  // Node treats this as HTTP/1.0, and the page at / is served.
  ["a request line without a version", "GET /\r\n\r\n", [200]],
  ["a whole URL as the target", get(`http://localhost${scope}`), [200]],
  ["the URL of another server as the target", get(`http://gitlab.example.com${scope}`), [403]],
  ["a broken URL as the target", get(`http://a b${scope}`), [400]],
  ["a URL of another protocol", get("ftp://gitlab.example.com/"), [400]],
  ["a target without a slash", get("api/v4"), [400]],
  ["a TLS handshake", Buffer.from("16030100a5010000a10303", "hex"), [400]],
];

const framing: Case[] = [
  ["two lengths", patch(off, `${json}Content-Length: 3\r\n`), [400]],
  ["a negative length", head(`${json}Content-Length: -1\r\n`) + off, [400]],
  ["a length with chunks", head(`${json}${chunked}Content-Length: 17\r\n`) + off, [400]],
  ["invalid chunks", `${head(json + chunked)}zz\r\n${off}\r\n0\r\n\r\n`, [400]],
  ["a transfer encoding that is not chunked", head(`${json}Transfer-Encoding: gzip\r\n`) + off, [400]],
  ["a GET with a body", `${get(scope, "Content-Length: 17\r\n")}${off}`, [200]],
  ["a client that half-closes in the headers", `GET ${scope} HTTP/1.1\r\nHost: x\r\nX-`, [400], "finish"],
  ["a client that half-closes after its request", get(scope), [200], "finish"],
  ["a client that half-closes in the body", `${head(`${json}Content-Length: 99\r\n`)}{"ena`, [400], "finish"],
  [
    "a client that resets the connection in the body",
    `${head(`${json}Content-Length: 99\r\n`)}{"ena`,
    [],
    "reset",
  ],
  ["a client that resets the connection in a chunk", `${head(json + chunked)}ff\r\n{"ena`, [], "reset"],
];

test.for([...bodies, ...requests, ...framing])("survives %s", async ([, bytes, expected, afterSend]) => {
  const { gitlab, expectUnchanged } = await startSeeded();
  expect(statuses(await exchange(gitlab.url, bytes, afterSend))).toEqual(expected);
  await expectUnchanged();
});

test("responds to pipelined requests in order", async () => {
  const { gitlab, expectUnchanged } = await startSeeded();
  const one = (id: number, headers = "") =>
    `GET /api/v4/projects/${id} HTTP/1.1\r\n${commonHeaders}${headers}\r\n`;
  const received = await exchange(
    gitlab.url,
    `${(one(1) + one(42) + one(9)).repeat(10)}${patch('{"enabled":"perhaps"}')}`,
  );
  expect(statuses(received)).toEqual([...Array.from({ length: 10 }, () => [200, 200, 404]).flat(), 400]);
  const ids = [...received.matchAll(/"id":(\d+),"description"/g)].map(([, id]) => Number(id));
  expect(ids).toEqual(Array.from({ length: 10 }, () => [1, 42]).flat());
  await expectUnchanged();
});

test("serves other clients while requests are unfinished, and closes nonetheless", {
  tags: ["slow"],
}, async () => {
  const { gitlab, expectUnchanged } = await startSeeded();
  const unfinished = [
    "",
    `GET ${scope} HTTP/1.1\r\nHost: x\r\nX-`,
    `${head(`${json}Content-Length: 99\r\n`)}{"ena`,
    `${head(json + chunked)}ff\r\n{"ena`,
    head(`${json}Expect: 100-continue\r\nContent-Length: 99\r\n`),
    Buffer.concat([
      Buffer.from(head(`${json}Content-Length: ${2 * twentyMegabytes.length}\r\n`)),
      twentyMegabytes,
    ]),
  ];
  const sockets = Array.from({ length: 10 }, () => unfinished.map((bytes) => open(gitlab.url, bytes))).flat();
  const drip = setInterval(() => sockets[1]?.write("a"), 5);
  await expectUnchanged();
  const closed = sockets.map((socket) => new Promise((resolve) => socket.on("close", resolve)));
  await gitlab.close();
  clearInterval(drip);
  await Promise.all(closed);
});

test("records the text of a body that is nested too deeply", async () => {
  const { gitlab } = await startSeeded();
  const nested = (levels: number) => `{"enabled":${"[".repeat(levels)}${"]".repeat(levels)}}`;
  expect(await exchange(gitlab.url, patch(nested(4_000)))).toContain(
    "message body does not match declared format",
  );
  await exchange(gitlab.url, patch(nested(90)));
  expect(gitlab.requests().slice(-2)).toMatchObject([
    { body: nested(4_000), status: 400 },
    { body: JSON.parse(nested(90)), status: 400 },
  ]);
});

test("records only the length of a long body and of a long message", async () => {
  const { gitlab } = await startSeeded();
  const body = JSON.stringify({ enabled: true, ["x".repeat(20_000)]: 1 });
  await exchange(gitlab.url, patch(body));
  expect(gitlab.requests().at(-1)).toMatchObject({
    body: `[${body.length} characters omitted]`,
    status: 204,
  });
  expect(gitlab.violations()).toMatchObject([
    { location: "body", message: expect.stringMatching(/^\[20\d{3} characters omitted\]$/) },
  ]);
});
