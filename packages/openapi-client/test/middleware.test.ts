import type { Middleware as FetchMiddleware } from "openapi-fetch";
import { expect, test } from "vitest";
import { observe, rejection } from "./helpers.js";

const scope = "/api/v4/projects/{id}/job_token_scope";
const byId = { params: { path: { id: 1 } } };

test("middleware sees the request with its token, and the response, until it is ejected", async () => {
  const { api } = observe();
  const seen: unknown[] = [];
  const middleware: FetchMiddleware = {
    onRequest: ({ request, schemaPath, params }) => {
      seen.push(schemaPath, params.path, request.headers.get("authorization"));
    },
    onResponse: async ({ response }) => {
      seen.push(response.status);
    },
  };
  api.use(middleware);
  await api.GET(scope, byId);
  expect(seen.splice(0)).toEqual([scope, { id: 1 }, "Bearer glpat-test", 200]);
  api.eject(middleware);
  await api.GET(scope, byId);
  expect(seen).toEqual([]);
});

test("middleware can replace the request, the response and a failure", async () => {
  const { api, requests } = observe();
  const addHeader = {
    onRequest: ({ request }: { request: Request }) => new Request(request, { headers: { "x-one": "1" } }),
  };
  const break502 = { onResponse: () => new Response(null, { status: 502 }) };
  api.use(addHeader, break502);
  expect((await api.GET(scope, byId)).error?.status).toBe(502);
  expect(requests[0]?.headers.get("x-one")).toBe("1");

  const lost = observe({ fetch: () => Promise.reject(new TypeError("fetch failed")) });
  expect(await rejection(lost.api.GET(scope, byId))).toMatchObject({ message: "fetch failed" });
  lost.api.use({ onError: () => new Response(null, { status: 503 }) });
  expect((await lost.api.GET(scope, byId)).error).toMatchObject({ status: 503, body: "" });
});

test("an object without a callback is refused", () => {
  expect(() => observe().api.use({})).toThrow("Middleware must be an object with one of");
});

test("a request that a check refuses reaches no middleware", async () => {
  const { api } = observe();
  api.use({ onRequest: () => expect.unreachable() });
  expect(await rejection(api.GET(scope, { params: { path: { id: Number.NaN } } }))).toBeInstanceOf(TypeError);
});
