import { readFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { check, fixture, writeTemporary } from "./fixtures.ts";

/** Starts a server on loopback, which is closed after the test, and returns its URL. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  onTestFinished(() => void server.close());
  return listen(server);
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server has no port");
  return `http://127.0.0.1:${address.port}/openapi.yaml`;
}

/** Expects one line on standard error, and nothing on standard output. */
async function expectInputError(
  source: string,
  message: string,
  options?: { deviations: string },
): Promise<void> {
  expect(await check(source, options)).toEqual({
    status: 2,
    stdout: "",
    problems: [expect.stringContaining(`check:upstream: ${message}`)],
  });
}

test("reads a document over HTTP", async () => {
  const text = await readFile(fixture("theirs.yaml"), "utf8");
  const { status, stdout } = await check(await serve((_request, response) => response.end(text)));
  expect(status).toBe(0);
  expect(stdout).toContain("http://127.0.0.1");
});

test("reads a document from a URL whose protocol is in upper case", async () => {
  const text = await readFile(fixture("theirs.yaml"), "utf8");
  const url = await serve((_request, response) => response.end(text));
  expect(await check(url.replace("http:", "HTTP:"))).toMatchObject({ status: 0 });
});

test("rejects an HTTP error", async () => {
  const url = await serve((_request, response) => response.writeHead(404).end("openapi: 3.0.0"));
  await expectInputError(url, `${url}: HTTP 404`);
});

test("rejects an HTML page", async () => {
  const url = await serve((_request, response) => response.end("<html><body>Sign in</body></html>"));
  await expectInputError(url, `${url}: not an OpenAPI 3 document`);
});

test("rejects a URL that cannot be reached", async () => {
  const server = createServer();
  const url = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  await expectInputError(url, `${url}: cannot be reached: connect ECONNREFUSED`);
});

test("rejects a missing file", async () => {
  await expectInputError("nowhere.yaml", "nowhere.yaml: cannot be read: ENOENT");
});

test("rejects a directory", async () => {
  await expectInputError(fixture(""), `${fixture("")}: cannot be read: EISDIR`);
});

test.each(["a: [", '{ "openapi": ', "a: b: c"])("rejects text that cannot be parsed: %j", async (text) => {
  const file = await writeTemporary(text);
  await expectInputError(file, `${file}: neither YAML nor JSON: `);
});

test.each(["", "hello", "[]", "swagger: '2.0'\npaths: {}", "openapi: 3.0.0", "openapi: 4.0.0\npaths: {}"])(
  "rejects a document that is not OpenAPI 3: %j",
  async (text) => {
    const file = await writeTemporary(text);
    await expectInputError(file, `${file}: not an OpenAPI 3 document`);
  },
);

test("rejects a reference that cannot be resolved, and names its place", async () => {
  const text = await readFile(fixture("theirs.yaml"), "utf8");
  const file = await writeTemporary(text.replace("    ApiEntry:", "    Renamed:"));
  await expectInputError(
    file,
    `${file}:28: #/paths/~1api~1v4~1projects~1{id}~1job_token_scope~1allowlist/post/responses/201/`,
  );
});

const record = "theirs: b, ours: c, reason: d, source: 'https://docs.gitlab.com/'";

/** A file of records. */
function records(...deviations: string[]): string {
  return `groups: { some: [a, b] }\ndeviations: [${deviations.join(", ")}]`;
}

test.each([
  ["hello", "the file: "],
  ["groups: {}", "deviations: "],
  [
    records("{ at: /a, theirs: b, ours: c, reason: d }"),
    'deviations.0.source: Invalid key: Expected "source"',
  ],
  [records(`{ at: a, ${record} }`), "deviations.0.at: "],
  [records(`{ at: [], ${record} }`), "deviations.0.at: "],
  [
    records("{ at: /a, theirs: b, ours: c, reason: d, source: 'https://example.com/' }"),
    "deviations.0.source: ",
  ],
  [
    records("{ at: /a, theirs: [b], ours: c, reason: d, source: 'https://docs.gitlab.com/' }"),
    "deviations.0.theirs: ",
  ],
  [records(`{ at: /a, extra: e, ${record} }`), "deviations.0.extra: "],
  [
    records(`{ at: /*/type, ${record} }`),
    "deviations.0: /*/type: a wildcard would hide differences. List the places, ",
  ],
  [
    records(`{ at: /<none>/type, ${record} }`),
    "deviations.0: /<none>/type: there is no group <none>. The groups are some.",
  ],
  [
    records(`{ at: /a, ${record} }`, `{ at: /<some>, ${record} }`),
    "deviations.1: /a is recorded twice. Remove one.",
  ],
  ["- [", "neither YAML nor JSON: "],
])("rejects malformed records: %j", async (text, message) => {
  const deviations = await writeTemporary(text);
  await expectInputError(fixture("theirs.yaml"), `${deviations}: ${message}`, { deviations });
});
