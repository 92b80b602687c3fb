import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createOpenApiClient, createRequestBuilder } from "@gitlab-job-token-scope/openapi-client";
import { expect, onTestFinished, test } from "vitest";
import { observe, rejection, serve } from "./helpers.js";

const scope = "/api/v4/projects/{id}/job_token_scope";
const params = { path: { id: 1 } };

/** The call and `prepare()`, as a caller without types can make them. */
function untyped(options?: Parameters<typeof observe>[0]) {
  const { api, requests } = observe(options);
  const call = (method: "GET" | "POST" | "PATCH" | "DELETE", path: unknown, options: unknown) =>
    (api[method] as (path: unknown, options: unknown) => Promise<unknown>)(path, options);
  const prepare = api.prepare as (method: unknown, path: unknown, options: unknown) => Promise<unknown>;
  return { call, prepare, requests };
}

async function expectTypeError(promise: Promise<unknown>, message: string): Promise<void> {
  const reason = await rejection(promise);
  expect(reason).toBeInstanceOf(TypeError);
  expect((reason as Error).message).toContain(message);
}

test.for<[object, string]>([
  // Options of openapi-fetch.
  [{ baseUrl: "https://elsewhere.example" }, "baseUrl: unknown"],
  [{ fetch: () => {} }, "fetch: unknown"],
  [{ Request }, "Request: unknown"],
  [{ parseAs: "stream" }, "parseAs: unknown option, expected params, body, headers, signal"],
  [{ pathSerializer: () => "//elsewhere.example" }, "pathSerializer: unknown"],
  [{ querySerializer: () => "?private_token=x" }, "querySerializer: unknown"],
  [{ bodySerializer: () => "" }, "bodySerializer: unknown option, did you mean body?"],
  [{ middleware: [] }, "middleware: unknown"],
  [{ requestInitExt: {} }, "requestInitExt: unknown"],
  // Options of fetch.
  [{ redirect: "follow" }, "redirect: unknown option, expected params, body, headers, signal"],
  [{ method: "DELETE" }, "method: unknown"],
  [{ credentials: "include" }, "credentials: unknown"],
  [{ mode: "no-cors" }, "mode: unknown"],
  [{ cache: "force-cache" }, "cache: unknown"],
  [{ dispatcher: {} }, "dispatcher: unknown"],
  [{ window: null }, "window: unknown"],
  // Misspelt ones.
  [{ paramss: {} }, "paramss: unknown option, did you mean params?"],
  [{ header: {} }, "header: unknown option, did you mean headers?"],
  [{ Signal: undefined }, "Signal: unknown option, did you mean signal?"],
  [{ par: {} }, "par: unknown option, did you mean params?"],
  [{ pa: {} }, "pa: unknown option, expected params, body, headers, signal"],
  // A query of an operation that has none.
  [{ params: { ...params, query: { page: 1 } } }, "params.query.page: unknown, expected nothing"],
  // Options of the client.
  [{ token: "glpat-other" }, "token: unknown"],
  [{ tokenHeader: "private-token" }, "tokenHeader: unknown"],
  [{ "glpat-secret": true }, "…: unknown"],
  // An OAuth token is 64 such letters.
  [{ ["a1".repeat(32)]: true }, "…: unknown"],
])("a call refuses the option %o", async ([options, message]) => {
  const { call, prepare, requests } = untyped();
  await expectTypeError(call("GET", scope, { params, ...options }), message);
  await expectTypeError(prepare("get", scope, { params, ...options }), message);
  expect(requests).toEqual([]);
});

test.for([
  [undefined, "options: expected an object, got undefined"],
  [null, "options: expected an object, got null"],
  ["glpat-secret", "options: expected an object, got a value of type string"],
  [[], "options: expected an object, got an array"],
] as const)("a call refuses %o instead of options", async ([options, message]) => {
  const { call, prepare } = untyped();
  await expectTypeError(call("GET", scope, options), message);
  await expectTypeError(prepare("get", scope, options), message);
});

test.for([
  "",
  "//evil.example/x",
  "https://evil.example/api/v4/projects/{id}",
  "/api/v4/projects/1/job_token_scope",
  "/api/v4/projects/{id}/job_token_scope/",
  "/api/v4/projects/{id}/../../user",
  "/api/v4/user",
  "@evil.example/",
  "__proto__",
  "constructor",
  undefined,
  null,
  { toString: (): string => "/api/v4/projects/{id}/job_token_scope" },
  [scope],
])("no method accepts the path %o", async (path) => {
  const { call, prepare, requests } = untyped();
  for (const method of ["GET", "POST", "PATCH", "DELETE"] as const) {
    await expectTypeError(call(method, path, { params }), `path: ${method} has no such path`);
    await expectTypeError(
      prepare(method.toLowerCase(), path, { params }),
      `path: ${method} has no such path`,
    );
  }
  expect(requests).toEqual([]);
});

test("a method accepts only its own paths", async () => {
  const { call } = untyped();
  await expectTypeError(call("PATCH", `${scope}/allowlist`, { params }), `placeholders: ${scope}`);
  await expectTypeError(call("DELETE", scope, { params }), "path: DELETE has no such path");
  await expectTypeError(
    call("POST", scope, { params }),
    `placeholders: ${scope}/allowlist, ${scope}/groups_allowlist`,
  );
});

test.for(["put", "GET", "head", "toString", "__proto__", undefined])(
  "prepare() refuses the method %o",
  async (method) => {
    const { prepare } = untyped();
    await expectTypeError(prepare(method, scope, { params }), 'method: expected "get", "post", "patch" or');
  },
);

test("an option that is inherited is ignored", async () => {
  const { call, requests } = untyped();
  await call("GET", scope, Object.assign(Object.create({ redirect: "follow" }), { params }));
  expect(requests.map(({ redirect }) => redirect)).toEqual(["manual"]);
});

test.for([{}, null, "signal", 5_000, new AbortController()])(
  "a call refuses the signal %o",
  async (signal) => {
    const { call, prepare } = untyped();
    await expectTypeError(call("GET", scope, { params, signal }), "signal: expected an AbortSignal");
    await expectTypeError(prepare("get", scope, { params, signal }), "signal: expected an AbortSignal");
  },
);

test("options that are undefined are ignored", async () => {
  const { call, requests } = untyped();
  await call("GET", scope, {
    params: { ...params, query: undefined },
    body: undefined,
    headers: undefined,
    signal: undefined,
  });
  await call("GET", `${scope}/allowlist`, {
    params: { ...params, query: { page: undefined } },
    signal: undefined,
  });
  expect(requests.map(({ url }) => url)).toEqual([
    "https://gitlab.com/api/v4/projects/1/job_token_scope",
    "https://gitlab.com/api/v4/projects/1/job_token_scope/allowlist",
  ]);
});

test.for<[object, string]>([
  [{ url: undefined }, "url: expected a URL, got undefined; is a variable not set?"],
  [{ url: null }, "url: expected a URL, got null; is a variable not set?"],
  [{ url: "" }, "url: expected an absolute http or https URL"],
  [{ token: undefined }, "token: expected a non-empty string"],
  [{ token: null }, "token: expected a non-empty string"],
  [{ baseUrl: "https://gitlab.example.com" }, "baseUrl: unknown option, did you mean url?"],
  [{ URL: "https://gitlab.example.com" }, "URL: unknown option, did you mean url?"],
  [{ host: "https://gitlab.example.com" }, "host: unknown option, expected url, token, tokenHeader, headers"],
  [{ tokenheader: "private-token" }, "tokenheader: unknown option, did you mean tokenHeader?"],
  [{ privateToken: "x" }, "privateToken: unknown option, did you mean token?"],
  [{ tokenHeader: "job-token" }, 'tokenHeader: expected "authorization" or "private-token"'],
  [{ redirect: "follow" }, "redirect: unknown"],
  [{ pathSerializer: () => "" }, "pathSerializer: unknown"],
  [{ headers: null }, "headers: expected an object, got null"],
])("a client refuses %o", ([options, message]) => {
  const all = { token: "glpat-secret", ...options } as Parameters<typeof createOpenApiClient>[0];
  for (const create of [createOpenApiClient, createRequestBuilder]) {
    expect(() => create(all)).toThrow(TypeError);
    expect(() => create(all)).toThrow(message);
    expect(() => create(all)).not.toThrow("secret");
  }
});

test("only a client has the option fetch, and it is a function", () => {
  const token = "glpat-test";
  const other = { token, fetch } as Parameters<typeof createRequestBuilder>[0];
  expect(() => createRequestBuilder(other)).toThrow("fetch: unknown");
  // @ts-expect-error -- not a function
  expect(() => createOpenApiClient({ token, fetch: null })).toThrow("fetch: expected a function, got null");
});

test.for([undefined, null, "glpat-secret", []])("a client refuses %o instead of options", (options) => {
  const create = createOpenApiClient as (options: unknown) => unknown;
  expect(() => create(options)).toThrow(/^options: expected an object, got /);
  expect(() => create(options)).not.toThrow("secret");
});

test("a redirect is reported, and the token stays at its origin", async () => {
  const received: string[] = [];
  const elsewhere = createServer(({ url }, response) => {
    received.push(url ?? "");
    response.end("{}");
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void elsewhere.close());
  const { port } = elsewhere.address() as AddressInfo;
  for (const status of [301, 302, 303, 307, 308]) {
    const api = await serve(
      (_, response) => response.writeHead(status, { location: `http://127.0.0.1:${port}/` }).end(),
      { tokenHeader: "private-token" },
    );
    const { error } = await api.GET(scope, { params });
    expect(error?.status).toBe(status);
    expect(error?.message).toContain(
      "a redirect, which is not followed; if the project has moved, use its ID",
    );
  }
  expect(received).toEqual([]);
});
