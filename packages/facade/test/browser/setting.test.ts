// @module-tag slow
import { describe, expect } from "vitest";
import { sent } from "../helpers.js";
import { hasChromium } from "./chromium.js";
import { appOf, test, writes } from "./test.js";

const scope = "/projects/1/job_token_scope";

describe.skipIf(!hasChromium)("the setting, in Chromium", () => {
  test("get() reads the setting by ID and by path", async ({ open }) => {
    const { server, call } = await open();
    for (const project of [1, "group/app", "gid://gitlab/Project/1"]) {
      expect(await call("getSetting", project)).toEqual({ inboundEnabled: true, outboundEnabled: false });
    }
    expect(sent(server)).toEqual([
      `GET ${scope}`,
      "GET /projects/group%2Fapp",
      `GET ${scope}`,
      `GET ${scope}`,
    ]);
  });
});
