// @module-tag slow
import { describe, expect } from "vitest";
import { sent } from "../helpers.js";
import { hasChromium } from "./chromium.js";
import { test } from "./test.js";

const path = "/api/v4/projects/{id}/job_token_scope";

describe.skipIf(!hasChromium)("the low-level client, in Chromium", () => {
  test("reads the setting", async ({ open }) => {
    const { call } = await open();
    expect(await call("readWithClient", "group/app")).toEqual({
      data: { inbound_enabled: true, outbound_enabled: false },
      responseType: "cors",
    });
  });

  test("reports a redirect, which a browser hides, as an error with status 0", async ({ open }) => {
    const { call } = await open({ scenario: "moved-project" });
    expect(await call("readWithClient", "old/app")).toEqual({
      error: {
        name: "CallError",
        status: 0,
        body: "",
        message: `GET ${path}: redirected, and browsers hide where to; if the project has moved, use its ID or its new path`,
      },
      responseType: "opaqueredirect",
    });
  });

  test("reports an empty 502 as an error", async ({ open }) => {
    const { server, call } = await open();
    server.script({}, [{ status: 502, body: "" }]);
    expect(await call("readWithClient", 1)).toMatchObject({ error: { status: 502, body: "" } });
  });

  test("an abort ends the wait for the token function", async ({ open }) => {
    const { server, call } = await open();
    expect(await call("abortWithClient")).toBe("left the page");
    expect(sent(server)).toEqual([]);
  });
});
