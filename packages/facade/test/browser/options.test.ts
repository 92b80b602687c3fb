// @module-tag slow
import type { GitLabOptions } from "@gitlab-job-token-scope/facade";
import { describe, expect } from "vitest";
import { sent } from "../helpers.js";
import { hasChromium } from "./chromium.js";
import { appOf, test } from "./test.js";

describe.skipIf(!hasChromium)("options, in Chromium", () => {
  test("an unknown option is refused, and nothing is sent", async ({ open }) => {
    const { server, proxy, errorOf } = await open({}, {
      baseUrl: "https://example.com",
    } as Partial<GitLabOptions>);
    const error = await errorOf("construct");
    expect(error).toMatchObject({ name: "InvalidRequestError", code: "invalid_request" });
    expect(error.message).toBe("baseUrl: unknown option, did you mean url?");
    expect(sent(server)).toEqual([]);
    expect(proxy.preflights).toEqual([]);
  });

  test("an invalid reference is refused, and nothing is sent", async ({ open }) => {
    const { server, errorOf } = await open();
    expect(await errorOf("getSetting", "app")).toMatchObject({ code: "invalid_reference" });
    expect(await errorOf("remove", "allowlist", "group/app")).toMatchObject({ code: "invalid_request" });
    expect(sent(server)).toEqual([]);
  });

  test("a token function is called for each request, and once more after a 401", async ({ open }) => {
    const seed = {
      projects: [{ id: 1, path: "group/app" }],
      tokens: [
        { token: "glpat-new", admin: true },
        { token: "glpat-old", admin: true, state: "expired" as const },
      ],
    };
    const { server, call } = await open({ seed });
    expect(await call("updateWithTokens", ["glpat-old", "glpat-new"])).toBe(3);
    expect(server.requests().map(({ method, status }) => `${method} ${status}`)).toEqual([
      "PATCH 401",
      "PATCH 204",
      "GET 200",
    ]);
    expect(appOf(server).inboundEnabled).toBe(false);
  });

  test("hooks report each attempt, with the request ID and without the hidden wait", async ({ open }) => {
    const { server, call } = await open();
    const headers = { "x-request-id": "01JD0000000000000000000000", "retry-after": "600" };
    server.script({}, [{ status: 503, headers }]);
    const read = { requestNumber: 1, method: "GET", path: "/projects/{id}/job_token_scope" };
    expect(await call("eventsOf")).toMatchObject([
      { hook: "onRequest", ...read, attempt: 1 },
      { hook: "onResponse", ...read, attempt: 1, status: 503, requestId: headers["x-request-id"] },
      { hook: "onRetry", ...read, attempt: 2, reason: "server_error" },
      { hook: "onRequest", ...read, attempt: 2 },
      { hook: "onResponse", ...read, attempt: 2, status: 200, retryAfterMs: undefined },
    ]);
  });

  test("a hook that throws is logged, and does not fail the call", async ({ open }) => {
    const { call, problems } = await open();
    expect(await call("getWithThrowingHook")).toBe(true);
    expect(problems.splice(0)).toEqual([
      expect.stringMatching(
        /^@gitlab-job-token-scope\/facade: hooks.onRequest failed: Error: the log is full/,
      ),
    ]);
  });

  test.for([
    ["undefined", "unexpected_response"],
    ["throwing", "network"],
    ["Response.error()", "unexpected_response"],
    ["a body that fails", "network"],
    ["a body that never ends", "timeout"],
  ] as const)("a fetch that is no good (%s) fails with %s", async ([fetch, code], { open }) => {
    const { errorOf } = await open({}, { retry: { limit: 0 }, timeoutMs: 200 });
    const error = await errorOf("getWithBadFetch", fetch);
    expect(error).toMatchObject({ code, attempts: 1 });
    expect(error.message).not.toContain("redirected");
  });
});
