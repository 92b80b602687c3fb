import { readFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { checkUpstream, fixture, writeTemporary } from "./run.ts";

/** Starts a server on the loopback and says where; it ends with the test. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  onTestFinished(() => void server.close());
  return listen(server);
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null)
    throw new Error("the server does not listen on a port");
  return `http://127.0.0.1:${address.port}/openapi.yaml`;
}

/** Expects one line on standard error, nothing on standard output. */
async function expectRefusal(
  source: string,
  message: string,
  options?: { deviations: string },
): Promise<void> {
  expect(await checkUpstream(source, options)).toEqual({
    code: 2,
    out: "",
    problems: [expect.stringContaining(`check:upstream: ${message}`)],
  });
}

test("reads a document over HTTP", async () => {
  const text = await readFile(fixture("theirs.yaml"), "utf8");
  const { code, out } = await checkUpstream(await serve((_request, response) => response.end(text)));
  expect(code).toBe(0);
  expect(out).toContain("http://127.0.0.1");
});

test("refuses an answer of HTTP that is a failure", async () => {
  const url = await serve((_request, response) => response.writeHead(404).end("openapi: 3.0.0"));
  await expectRefusal(url, `${url}: HTTP 404`);
});

test("refuses a page of HTML", async () => {
  const url = await serve((_request, response) => response.end("<html><body>Sign in</body></html>"));
  await expectRefusal(url, `${url}: not an OpenAPI 3 document`);
});

test("refuses a URL where nothing listens", async () => {
  const server = createServer();
  const url = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  await expectRefusal(url, `${url}: cannot be reached: connect ECONNREFUSED`);
});

test("refuses a file that is not there", async () => {
  await expectRefusal("nowhere.yaml", "nowhere.yaml: cannot be read: ENOENT");
});

test("refuses a folder", async () => {
  await expectRefusal(fixture(""), `${fixture("")}: cannot be read: EISDIR`);
});

test.each(["a: [", '{ "openapi": ', "a: b: c", ""])(
  "refuses text that cannot be parsed: %j",
  async (text) => {
    const file = await writeTemporary(text);
    await expectRefusal(file, `${file}: neither YAML nor JSON: `);
  },
);

test.each(["hello", "[]", "swagger: '2.0'\npaths: {}", "openapi: 3.0.0", "openapi: 4.0.0\npaths: {}"])(
  "refuses what is not OpenAPI 3: %j",
  async (text) => {
    const file = await writeTemporary(text);
    await expectRefusal(file, `${file}: not an OpenAPI 3 document`);
  },
);

test("refuses a reference that points nowhere", async () => {
  const text = await readFile(fixture("theirs.yaml"), "utf8");
  const file = await writeTemporary(text.replace("    ApiEntry:", "    Renamed:"));
  await expectRefusal(file, `${file}: #/components/schemas/ApiEntry points nowhere`);
});

test.each([
  ["at: /a", "the file: "],
  ["- at: /a\n  theirs: b\n  truth: c\n  why: d", '0.source: Invalid key: Expected "source"'],
  ["- at: a", "0.at: "],
  ["- { at: /a, theirs: b, truth: c, why: d, source: 'https://example.com/' }", "0.source: "],
  ["- { at: /a, theirs: [b], truth: c, why: d, source: 'https://docs.gitlab.com/' }", "0.theirs: "],
  ["- { at: /a, theirs: b, truth: c, why: d, source: 'https://docs.gitlab.com/', extra: e }", "0.extra: "],
  ["- [", "neither YAML nor JSON: "],
])("refuses records that are malformed: %j", async (text, message) => {
  const deviations = await writeTemporary(text);
  await expectRefusal(fixture("theirs.yaml"), `${deviations}: ${message}`, { deviations });
});
