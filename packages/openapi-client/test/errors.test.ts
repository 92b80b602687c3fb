import { inspect } from "node:util";
import { CallError } from "@gitlab-job-token-scope/openapi-client";
import { expect, test } from "vitest";
import { observe, rejection, serve } from "./helpers.js";

const scope = "/api/v4/projects/{id}/job_token_scope";
const params = { path: { id: 1 } };
const update = { params, body: { enabled: true } };
const page = "<!doctype html><title>Sign in</title>";

/** What a server sends: status, headers and body. */
type Sent = readonly [status: number, headers: Record<string, string>, body?: string];

test.for<[string, Sent, object | string]>([
  ["an empty 502 with Content-Length 0", [502, { "content-length": "0" }], ""],
  ["an empty 401 with Content-Length 0", [401, { "content-length": "0" }], ""],
  ["an empty 503 without Content-Length", [503, { "transfer-encoding": "chunked" }], ""],
  ["an HTML page", [502, { "content-type": "text/html" }, page], page],
  ["plain text", [429, { "content-type": "text/plain" }, "Retry later\n"], "Retry later\n"],
  ["JSON where the document has text", [502, { "content-type": "application/json" }, "{}"], {}],
  ["HTML where the document has JSON", [404, { "content-type": "text/html" }, page], page],
  ["JSON without a content type", [404, {}, '{"message":"404 Not Found"}'], { message: "404 Not Found" }],
  ["an array", [400, {}, "[1]"], [1]],
  ["a number", [404, { "content-type": "application/json" }, "404"], "404"],
  ["null", [500, { "content-type": "application/json" }, "null"], "null"],
  ["cut JSON", [400, { "content-type": "application/json" }, '{"error":"x'], '{"error":"x'],
  ["a status that the document does not declare", [418, {}, "I am a teapot"], "I am a teapot"],
  ["a redirect", [301, { location: "https://elsewhere.example/" }, "moved"], "moved"],
  ["an empty 304", [304, {}], ""],
])("error is filled for %s", async ([, [status, headers, text], body]) => {
  const api = await serve((_, response) => response.writeHead(status, headers).end(text));
  for (const [method, call] of [
    ["GET", () => api.GET(scope, { params })],
    ["PATCH", () => api.PATCH(scope, update)],
  ] as const) {
    const { data, error, response } = await call();
    expect(data).toBeUndefined();
    expect(error).toBeInstanceOf(CallError);
    expect(error).toMatchObject({ name: "CallError", status });
    expect(error?.body).toEqual(body);
    expect(error?.message.startsWith(`${method} ${scope}: ${status}`)).toBe(true);
    expect(response.status).toBe(status);
  }
});

test.for<[string, Sent, string]>([
  ["a sign-in page", [200, { "content-type": "text/html; charset=utf-8" }, page], "200 with text/html;"],
  ["an empty 200", [200, { "content-length": "0" }], "200 with an empty body"],
  ["an empty chunked 200", [200, { "transfer-encoding": "chunked" }], "200 with an empty body"],
  ["null", [200, { "content-type": "application/json" }, "null"], "200 with a body that is no JSON object"],
  [
    "truncated JSON",
    [200, { "content-type": "application/json" }, '{"inbound_'],
    "200 with a body that is no JSON object",
  ],
  [
    "truncated JSON whose type has capitals",
    [200, { "content-type": "Application/JSON" }, '{"inbound_'],
    "200 with a body that is no JSON object",
  ],
  ["a text without a type", [200, {}, "ok"], "200 with no content type"],
  [
    "a long content type",
    [200, { "content-type": `text/${"x".repeat(200)}` }, "ok"],
    `200 with text/${"x".repeat(95)}, but`,
  ],
  [
    "another success status",
    [202, { "content-type": "application/json" }, "{}"],
    "202 with application/json",
  ],
  ["a 204", [204, {}], "204 with an empty body"],
])("a read does not succeed with %s", async ([, [status, headers, text], message]) => {
  const api = await serve((_, response) => response.writeHead(status, headers).end(text));
  const { data, error } = await api.GET(scope, { params });
  expect(data).toBeUndefined();
  expect(error?.status).toBe(status);
  expect(error?.message).toContain(`GET ${scope}: ${message}`);
  expect(error?.message).toContain("but expected 200 with JSON; does a proxy or a sign-in page respond?");
  expect(error?.message).not.toContain("<");
});

test("an update does not succeed with a page, and an addition not with an empty 200", async () => {
  const api = await serve((_, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end(page),
  );
  const updated = await api.PATCH(scope, update);
  expect(updated.error).toMatchObject({ status: 200, body: page });
  expect(updated.error?.message).toContain("200 with text/html, but expected 204;");
  const added = await api.POST(`${scope}/allowlist`, { params, body: { target_project_id: 42 } });
  expect(added.error?.message).toContain("but expected 201 with JSON;");
  const removed = await api.DELETE(`${scope}/allowlist/{target_project_id}`, {
    params: { path: { id: 1, target_project_id: 42 } },
  });
  expect(removed.error?.status).toBe(200);
});

test.for([
  [401, { message: "401 Unauthorized" }, "401 Unauthorized"],
  [400, { error: "enabled is missing, enabled is empty" }, "400 enabled is missing, enabled is empty"],
  [403, { error: "insufficient_scope", error_description: "Too few." }, "403 insufficient_scope: Too few."],
  [400, { message: { field: ["is wrong"] } }, "400"],
  [502, "Bad Gateway", "502"],
  [304, "", "304"],
  [400, { message: "x".repeat(1_000) }, `400 ${"x".repeat(300)}`],
  [401, { message: "no such token: glpat-test" }, "401 no such token: [masked]"],
] as const)("the message of %i %j is its reason, without the token", async ([status, body, reason]) => {
  const api = await serve((_, response) => response.writeHead(status).end(JSON.stringify(body)));
  const { error } = await api.PATCH(scope, update);
  expect(error?.message).toBe(`PATCH ${scope}: ${reason}`);
});

test.for(["Planted/secret", `Planted/secret${"Ab+3".repeat(300)}`])(
  "the message has no part of a token, however often and in whatever form a server repeats it",
  async (token) => {
    const percentEncoded = encodeURIComponent(token);
    const forms = [
      token,
      percentEncoded,
      percentEncoded.toLowerCase(),
      token.replace("/", "\\/"),
      token.replace("/", "\\u002f"),
      token,
    ];
    for (const length of [0, 80, 290]) {
      const echo = `${"x".repeat(length)} ${forms.join(" ")}`;
      const api = await serve(
        ({ method }, response) =>
          method === "GET"
            ? response.writeHead(200, { "content-type": `text/html; ${echo}` }).end(page)
            : response.writeHead(400).end(JSON.stringify({ message: echo })),
        { token },
      );
      for (const { error } of [await api.GET(scope, { params }), await api.PATCH(scope, update)]) {
        expect(error?.message).toContain(length === 0 ? Array(6).fill("[masked]").join(" ") : "xxx");
        expect(error?.message).not.toMatch(/planted/i);
      }
    }
  },
);

test("the message of a redirect that a browser hides has the advice, and no status", async () => {
  // A browser's fetch resolves to such a response. Code cannot create one.
  const hidden = Object.defineProperty(Response.error(), "type", { value: "opaqueredirect" });
  const { api } = observe({ fetch: async () => hidden });
  const { error } = await api.GET(scope, { params });
  expect(error).toMatchObject({ status: 0, body: "" });
  expect(error?.message).toBe(
    `GET ${scope}: redirected, and browsers hide where to; if the project has moved, use its ID or its new path`,
  );
});

test("an error can be thrown, logged and serialised", async () => {
  const api = await serve((_, response) =>
    response.writeHead(404).end('{"message":"404 Project Not Found"}'),
  );
  const { error } = await api.GET(scope, { params });
  expect(inspect(error)).toContain(`CallError: GET ${scope}: 404 Project Not Found`);
  expect(inspect(error)).toContain("status: 404");
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: "CallError",
    message: `GET ${scope}: 404 Project Not Found`,
    status: 404,
    body: { message: "404 Project Not Found" },
  });
});

test("a lost connection and a body that breaks off reject the call", async () => {
  const lost = await serve((_, response) => response.destroy());
  expect(await rejection(lost.GET(scope, { params }))).toBeInstanceOf(TypeError);
  for (const status of [200, 500]) {
    const broken = await serve((_, response) => {
      response.writeHead(status, { "content-length": "100" }).write("{");
      setImmediate(() => response.destroy());
    });
    expect(await rejection(broken.GET(scope, { params }))).toBeInstanceOf(TypeError);
  }
});

test("a response of middleware is read in the same way", async () => {
  const { api, requests } = observe();
  api.use({ onRequest: () => new Response(null, { status: 502 }) });
  expect((await api.GET(scope, { params })).error).toMatchObject({ status: 502, body: "" });
  expect(requests).toEqual([]);
});

test("a status is left out of a message at its beginning only", async () => {
  for (const [message, shown] of [
    ["400 Bad request", "400 Bad request"],
    ["more than 400 entries", "400 more than 400 entries"],
  ]) {
    const api = await serve((_, response) => response.writeHead(400).end(JSON.stringify({ message })));
    expect((await api.GET(scope, { params })).error?.message).toContain(`: ${shown}`);
  }
});
