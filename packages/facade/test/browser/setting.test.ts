// @module-tag slow
import { describe, expect } from "vitest";
import { sent } from "../helpers.js";
import { hasChromium } from "./chromium.js";
import { appOf, test, writes } from "./test.js";

const scope = "/projects/1/job_token_scope";
const lookUp = "GET /projects/group%2Fapp";

describe.skipIf(!hasChromium)("the setting, in Chromium", () => {
  test("get() reads it by ID, path and global ID", async ({ open }) => {
    const { server, call } = await open();
    for (const project of [1, "group/app", "gid://gitlab/Project/1"]) {
      expect(await call("getSetting", project)).toEqual({ inboundEnabled: true, outboundEnabled: false });
    }
    expect(sent(server)).toEqual([`GET ${scope}`, lookUp, `GET ${scope}`, `GET ${scope}`]);
  });

  test("id() looks a path up, and sends nothing for an ID", async ({ open }) => {
    const { server, call } = await open();
    expect([await call("projectId", "group/app"), await call("projectId", 1)]).toEqual([1, 1]);
    expect(sent(server)).toEqual([lookUp]);
  });

  test("calls at the same time share the look-up of a path", async ({ open }) => {
    const { server, call } = await open();
    expect(await call("getTogether", "group/app", 5)).toEqual([true, true, true, true, true]);
    expect(sent(server)).toEqual([lookUp, ...Array.from({ length: 5 }, () => `GET ${scope}`)]);
  });

  for (const tokenHeader of ["authorization", "private-token"] as const) {
    test(`save() writes once and reads back (${tokenHeader})`, async ({ open }) => {
      const { server, call } = await open({}, { tokenHeader });
      expect(await call("saveSetting", "group/app", false)).toEqual({
        inboundEnabled: false,
        outboundEnabled: false,
        wasDirty: [false, true, false],
      });
      expect(appOf(server).inboundEnabled).toBe(false);
      expect(sent(server)).toEqual([lookUp, `GET ${scope}`, `PATCH ${scope}`, `GET ${scope}`]);
    });

    test(`update() writes once and reads back (${tokenHeader})`, async ({ open }) => {
      const { server, call } = await open({}, { tokenHeader });
      expect(await call("updateSetting", 1, false)).toMatchObject({ inboundEnabled: false });
      expect(appOf(server).inboundEnabled).toBe(false);
      expect(sent(server)).toEqual([`PATCH ${scope}`, `GET ${scope}`]);
      expect(server.requests()[0]).toMatchObject({ body: { enabled: false }, status: 204 });
    });

    test(`the browser asks for permission to send the token, and a body (${tokenHeader})`, async ({
      open,
    }) => {
      const { proxy, call } = await open({}, { tokenHeader });
      await call("updateSetting", 1, false);
      const forWrites = ["cache-control", "content-type", tokenHeader].sort().join(",");
      expect(proxy.preflights).toEqual([`PATCH ${forWrites}`]);
    });
  }

  test("refresh() sees what somebody else wrote, past the browser's cache", async ({ open }) => {
    const { server, call } = await open();
    expect(await call("refreshSetting", 1)).toEqual([true, true, false]);
    expect(await call("getSetting", 1)).toMatchObject({ inboundEnabled: false });
    expect(appOf(server).inboundEnabled).toBe(false);
    expect(writes(server)).toEqual([`PATCH ${scope}`]);
    // The browser has the response of an earlier read, and must not use it.
    expect(server.requests().at(-1)?.headers).toMatchObject({ "cache-control": "no-cache" });
    expect(server.requests().at(-1)?.headers).not.toHaveProperty("if-none-match");
  });

  test("an update that the instance silently ignores fails", async ({ open }) => {
    const { server, errorOf } = await open({ scenario: "enforced-silent" });
    expect(await errorOf("updateSetting", 1, false)).toMatchObject({
      name: "SettingNotAppliedError",
      code: "setting_not_applied",
      requested: false,
      actual: true,
    });
    expect(writes(server)).toEqual([`PATCH ${scope}`]);
  });

  test("an update that cannot be read back is unconfirmed", async ({ open }) => {
    const { server, errorOf } = await open({}, { retry: { limit: 0 } });
    server.script("getJobTokenScope", [{ status: 500 }]);
    expect(await errorOf("updateSetting", 1, false)).toMatchObject({ code: "setting_unconfirmed" });
    expect(appOf(server).inboundEnabled).toBe(false);
    expect(writes(server)).toEqual([`PATCH ${scope}`]);
  });
});
