import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createGitLab, type ErrorCode } from "@gitlab-job-token-scope/facade";
import { expect, onTestFinished, test } from "vitest";
import { connectTo, errorOf, start } from "../helpers.js";

/** What GitLab, or something in front of it, responds to a read. */
type Body = { status: number; headers?: Record<string, string> } & (
  | { body?: unknown }
  | { html: string }
  | { malformedJson: string }
  | { redirect: string }
);

test.for<[string, Body, ErrorCode, unknown, string]>([
  [
    "a message",
    { status: 400, body: { message: "400 Bad request - odd" } },
    "invalid_request",
    { message: "400 Bad request - odd" },
    '"400 Bad request - odd"',
  ],
  [
    "an error",
    { status: 400, body: { error: "page is invalid" } },
    "invalid_request",
    { error: "page is invalid" },
    '"page is invalid"',
  ],
  [
    "an OAuth error",
    { status: 401, body: { error: "invalid_token", error_description: "Token was revoked." } },
    "unauthorized",
    { error: "invalid_token", error_description: "Token was revoked." },
    '"invalid_token: Token was revoked."',
  ],
  [
    "a refusal of a fine-grained token",
    { status: 403, body: { error: "insufficient_granular_scope" } },
    "insufficient_scope",
    { error: "insufficient_granular_scope" },
    "The token's scope does not suffice",
  ],
  [
    "an object of arrays",
    { status: 400, body: { message: { enabled: ["is odd", "is late"] } } },
    "invalid_request",
    { message: { enabled: ["is odd", "is late"] } },
    '"enabled is odd, is late"',
  ],
  [
    "a rule in an object of arrays",
    { status: 400, body: { message: { base: ["Target project is not in the job token scope"] } } },
    "not_allowed",
    { message: { base: ["Target project is not in the job token scope"] } },
    "not in the job token scope",
  ],
  [
    "plain text",
    { status: 429, body: "Retry later\n" },
    "rate_limited",
    "Retry later\n",
    'GitLab\'s message: "Retry later"',
  ],
  [
    "an HTML page",
    { status: 503, html: "<html>Maintenance</html>" },
    "server_error",
    "<html>Maintenance</html>",
    "503 GitLab, or a proxy in front of it, failed.",
  ],
  [
    "an HTML page of a firewall",
    { status: 403, html: "<html>Blocked</html>" },
    "forbidden",
    "<html>Blocked</html>",
    "The response does not look like one of GitLab's.",
  ],
  ["a long text", { status: 500, body: "x".repeat(5_000) }, "server_error", "x".repeat(1_000), "failed"],
  [
    "an empty body",
    { status: 502 },
    "server_error",
    undefined,
    "502 GitLab, or a proxy in front of it, failed.",
  ],
  [
    "an empty body with 404",
    { status: 404 },
    "not_found",
    undefined,
    "The response does not look like one of GitLab's.",
  ],
  [
    "JSON that breaks off",
    { status: 400, malformedJson: '{"message":' },
    "invalid_request",
    undefined,
    "400",
  ],
  [
    "a refusal for a moved project",
    { status: 405, body: { message: "Non GET methods are not allowed for moved projects" } },
    "project_moved",
    { message: "Non GET methods are not allowed for moved projects" },
    "The project has moved; use its ID or its new path.",
  ],
  [
    "any other 405",
    { status: 405, body: { error: "405 Not Allowed" } },
    "unexpected_response",
    { error: "405 Not Allowed" },
    "405 Not Allowed",
  ],
  [
    "an HTML page instead of JSON",
    { status: 200, html: "<html>" },
    "unexpected_response",
    undefined,
    "(text/html; charset=utf-8). Is the url that of a GitLab, and does nothing in front of it ask for a login?",
  ],
  [
    "an object of another shape",
    { status: 200, body: { enabled: true } },
    "unexpected_response",
    undefined,
    "This is not a response that GitLab sends to this request (application/json).",
  ],
  [
    "null",
    { status: 200, body: "null", headers: { "content-type": "application/json" } },
    "unexpected_response",
    undefined,
    "This is not a response that GitLab sends to this request (application/json).",
  ],
  [
    "another status of success without a body",
    { status: 204 },
    "unexpected_response",
    undefined,
    "204 This is not",
  ],
  [
    "another status of success with a body",
    { status: 202, body: {} },
    "unexpected_response",
    undefined,
    "202 This is not",
  ],
  [
    "a redirect to another origin",
    { status: 302, redirect: "https://elsewhere.example/x" },
    "unexpected_response",
    undefined,
    "It redirects to https://elsewhere.example.",
  ],
])("reads %s", async ([, body, code, details, words]) => {
  const { server, gitlab } = await start({}, { retry: { limit: 0 } });
  const headers = { "x-request-id": "01JD" };
  server.script("getJobTokenScope", [{ ...body, headers: { ...headers, ...body.headers } }]);
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
  expect(error).toMatchObject({
    code,
    requestId: "01JD",
    status: body.status,
    attempts: 1,
  });
  expect(error.toJSON()["details"]).toEqual(details);
  expect(error.message).toContain(words);
});

test.for<[number, ErrorCode]>([
  [408, "server_error"],
  [409, "conflict"],
  [418, "unexpected_response"],
  [500, "server_error"],
  [520, "server_error"],
  [599, "server_error"],
])("status %i has the code %s", async ([status, code]) => {
  const { server, gitlab } = await start({}, { retry: { limit: 0 } });
  server.script("getJobTokenScope", [{ status }]);
  expect(await errorOf(() => gitlab.project(1).jobTokenScope.get())).toMatchObject({ code, status });
});

const foreign =
  "The response does not look like one of GitLab's. Is the url that of a GitLab, and does a proxy let this request through?";
const unexpected = "This is not a response that GitLab sends to this request.";

test.for<[number, string, string]>([
  [400, '{"message":"is odd"}', `400 GitLab's message: "is odd"`],
  [
    409,
    '{"message":"is odd"}',
    `409 Another request holds a lock on the project; try again in a moment. GitLab's message: "is odd"`,
  ],
  [
    400,
    '{"message":{"enabled":["is odd"],"base":["is late"]}}',
    `400 GitLab's message: "enabled is odd; base is late"`,
  ],
  [400, "{}", "400"],
  [400, '{"message":null}', "400"],
  [400, "", `400 ${foreign}`],
  [404, "null", `404 ${foreign}`],
  [403, "\n  <html>", `403 ${foreign}`],
  [403, "Ask <me>", `403 ${foreign} GitLab's message: "Ask <me>"`],
  [429, "<html>", "429 GitLab limits the rate of requests."],
  [500, "", "500 GitLab, or a proxy in front of it, failed."],
  [300, "", `300 ${unexpected}`],
  [302, "", `302 ${unexpected}`],
])("the message for %i with the body %j", async ([status, body, message]) => {
  const gitlab = connectTo(() => new Response(body, { status }), { retry: { limit: 0 } });
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
  const url = "https://gitlab.com/api/v4/projects/1/job_token_scope";
  expect(error.message).toBe(`GET /projects/{id}/job_token_scope: ${message} (project 1, ${url})`);
});

test("the message for a success that is not GitLab's says so when it has no Content-Type", async () => {
  const gitlab = connectTo(() => new Response(new Uint8Array([1])));
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
  expect(error.message).toContain(
    "200 This is not a response that GitLab sends to this request (no Content-Type). ",
  );
});

test.for<[string, unknown]>([
  ['{"message":"odd","url":null,"codes":[1,null]}', { message: "odd", url: null, codes: [1, null] }],
  ["no {json}", "no {json}"],
  ['odd:{"message":', 'odd:{"message":'],
  ['\n  {"message":', undefined],
])("the details of the body %j", async ([body, details]) => {
  const gitlab = connectTo(() => new Response(body, { status: 400 }));
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
  expect(error.toJSON()["details"]).toEqual(details);
});

test("details are JSON up to 100,000 characters, and the beginning of a longer text", async () => {
  const json = '{"message":"odd"}';
  const detailsOf = async (length: number) => {
    const gitlab = connectTo(() => new Response(json.padEnd(length), { status: 400 }));
    return (await errorOf(() => gitlab.project(1).jobTokenScope.get())).toJSON()["details"];
  };
  expect(await detailsOf(100_000)).toEqual({ message: "odd" });
  expect(await detailsOf(100_001)).toBe(json.padEnd(1_000));
});

test("details are cut at a depth of 20", async () => {
  const depth = 5_000;
  const body = `${'{"message":'.repeat(depth)}"deep"${"}".repeat(depth)}`;
  const gitlab = connectTo(() => new Response(body, { status: 400 }));
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
  expect(error.code).toBe("invalid_request");
  const cut = `${'{"message":'.repeat(20)}"[…]"${"}".repeat(20)}`;
  expect(JSON.stringify(error.toJSON()["details"])).toBe(cut);
});

test("a message is cut at 300 characters", async () => {
  const gitlab = connectTo(() => Response.json({ message: "x".repeat(5_000) }, { status: 400 }));
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
  expect(error.message).toContain(`GitLab's message: "${"x".repeat(300)}"`);
});

test.for([16, 17])("a body of %i MiB is unexpected only above 16 MiB", async (size) => {
  const bytes = new Uint8Array(1_024 * 1_024).fill(32);
  const json = new TextEncoder().encode('{"inbound_enabled":true}');
  let sent = 0;
  let isCancelled = false;
  const respond = () => {
    sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent++;
        controller.enqueue(sent < size ? bytes : sent === size ? bytes.subarray(json.length) : json);
        if (sent > size) controller.close();
      },
      cancel() {
        isCancelled = true;
      },
    });
    return new Response(body);
  };
  const { jobTokenScope } = connectTo(respond).project(1);
  if (size === 16) {
    expect((await jobTokenScope.get()).inboundEnabled).toBe(true);
    return;
  }
  const error = await errorOf(() => jobTokenScope.get());
  expect(error).toMatchObject({ code: "unexpected_response", status: 200, attempts: 1 });
  expect(error.message).toContain("more than 16777216 of them");
  expect(isCancelled).toBe(true);
});

test.for(["gzip", "br", "deflate"])(
  "a body that is not the %s that it claims to be is unexpected",
  async (encoding) => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": encoding });
      response.end('{"inbound_enabled":true}');
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    // A TCP server's address has a port.
    const { port } = server.address() as AddressInfo;
    const gitlab = createGitLab({ url: `http://127.0.0.1:${port}`, token: "glpat-test" });
    const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
    expect(error).toMatchObject({ code: "unexpected_response", status: 200, attempts: 1 });
    expect(error.message).toContain("Its body could not be decompressed.");
  },
);

test("an error whose body cannot be decompressed has the code of its status", async () => {
  const failure = new TypeError("terminated", {
    cause: Object.assign(new Error("incorrect header check"), { code: "Z_DATA_ERROR" }),
  });
  const respond = () =>
    new Response(new ReadableStream({ pull: (controller) => controller.error(failure) }), { status: 500 });
  const error = await errorOf(() => connectTo(respond).project(1).jobTokenScope.get());
  expect(error).toMatchObject({ code: "server_error", status: 500, attempts: 1 });
  expect(error.message).toContain(
    "500 GitLab, or a proxy in front of it, failed. Its body could not be decompressed. (project 1",
  );
});

test.for([
  undefined,
  null,
  "response",
  200,
  {},
  { status: 200 },
  { status: "200", headers: new Headers() },
  { status: "204", headers: new Headers(), body: null },
])("a fetch that resolves to %j is reported with status 0, and not retried", async (value) => {
  const { jobTokenScope } = connectTo(() => value).project(1);
  const error = await errorOf(() => jobTokenScope.get());
  expect(error).toMatchObject({
    name: "ResponseError",
    code: "unexpected_response",
    status: 0,
    attempts: 1,
  });
  expect(error.message).toContain("/job_token_scope: The fetch option did not resolve to a Response. (");
  // A write may have been carried out all the same, so it is settled by a read, which fails too.
  const write = await errorOf(() => jobTokenScope.update({ enabled: false }));
  expect(write).toMatchObject({
    code: "setting_unconfirmed",
    cause: { code: "unexpected_response", status: 0 },
  });
});
