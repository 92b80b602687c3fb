// @module-tag slow
import { describe, expect } from "vitest";
import { sent } from "../helpers.js";
import { hasChromium } from "./chromium.js";
import { appOf, test, writes } from "./test.js";

const never = { delayMs: 60_000 };
const scope = "/projects/1/job_token_scope";

describe.skipIf(!hasChromium)("limits of a call, in Chromium", () => {
  test("a signal that was aborted before sends nothing", async ({ open }) => {
    const { server, errorOf } = await open();
    expect(await errorOf("abortAfter", 0)).toMatchObject({ code: "aborted", isConnectionError: true });
    expect(sent(server)).toEqual([]);
  });

  test("a signal ends a request that is under way", async ({ open }) => {
    const { server, errorOf } = await open();
    server.script({}, [never]);
    const error = await errorOf("abortAfter", 100);
    expect(error).toMatchObject({ code: "aborted", attempts: 1, isConnectionError: true });
    expect(error.message).toContain(`GET /projects/{id}/job_token_scope: aborted.`);
  });

  test("timeoutMs ends each attempt, and the call fails after its retries", async ({ open }) => {
    const { server, errorOf } = await open();
    server.script({}, [never], { repeat: true });
    const error = await errorOf("getSetting", 1, { timeoutMs: 100, retry: { limit: 1 } });
    expect(error).toMatchObject({ code: "timeout", attempts: 2, isConnectionError: true });
    expect(error.message).toContain("no response in 100 ms");
  });

  test("an attempt that timed out is repeated", async ({ open }) => {
    const { server, call } = await open();
    server.script({}, [never]);
    const setting = await call("getSetting", 1, { timeoutMs: 500, retry: { limit: 10 } });
    expect(setting.inboundEnabled).toBe(true);
  });

  test("totalTimeoutMs ends the whole call", async ({ open }) => {
    const { server, errorOf } = await open();
    server.script({}, [never], { repeat: true });
    const error = await errorOf("updateSetting", 1, false, { totalTimeoutMs: 200 });
    expect(error).toMatchObject({ code: "timeout", attempts: 1 });
    expect(error.message).toContain("not done in 200 ms");
    expect(appOf(server).inboundEnabled).toBe(true);
  });

  test("retry.limit 0 sends once, and the error has no wait that the browser hides", async ({ open }) => {
    const { server, errorOf } = await open({}, { retry: { limit: 0 } });
    server.script({}, [{ status: 429, headers: { "retry-after": "5" }, body: "Retry later" }]);
    expect(await errorOf("updateSetting", 1, false)).toMatchObject({
      code: "rate_limited",
      status: 429,
      attempts: 1,
      retryAfterMs: undefined,
      details: "Retry later",
    });
    expect(appOf(server).inboundEnabled).toBe(true);
    expect(writes(server)).toEqual([`PATCH ${scope}`]);
  });
});
