// @module-tag slow
import { describe, expect } from "vitest";
import { sent } from "../helpers.js";
import { hasChromium } from "./chromium.js";
import { appOf, test } from "./test.js";

const hidden = {
  name: "ResponseError",
  code: "unexpected_response",
  status: 0,
  attempts: 1,
  isResponseError: true,
};
const sentence = "The server redirected the request, and browsers hide where to.";

describe.skipIf(!hasChromium)("redirects, in Chromium", () => {
  test("the old path of a moved project fails, and the error says why", async ({ open }) => {
    const { server, errorOf } = await open({ scenario: "moved-project" });
    for (const error of [
      await errorOf("projectId", "old/app"),
      await errorOf("getSetting", "old/app"),
      await errorOf("updateSetting", "old/app", false),
    ]) {
      expect(error).toMatchObject({ ...hidden, method: "GET", path: "/projects/{id}", project: "old/app" });
      expect(error.message).toContain(`GET /projects/{id}: ${sentence}`);
      expect(error.message).toContain("If the project has moved, use its ID or its new path.");
    }
    expect(sent(server)).toEqual(Array.from({ length: 3 }, () => "GET /projects/old%2Fapp"));
  });

  test("a moved project works by its new path", async ({ open }) => {
    const { server, call } = await open({ scenario: "moved-project" });
    expect(await call("updateSetting", "group/app", false)).toMatchObject({ inboundEnabled: false });
    expect(appOf(server).inboundEnabled).toBe(false);
  });

  for (const tokenHeader of ["authorization", "private-token"] as const) {
    test(`no redirect is followed, so the token stays at its origin (${tokenHeader})`, async ({ open }) => {
      const { server: elsewhere, proxy } = await open();
      const { server, errorOf } = await open({}, { tokenHeader });
      server.script({}, [{ redirect: `${proxy.url}/api/v4/projects/1`, status: 307 }], { repeat: true });
      const error = await errorOf("getSetting", 1);
      expect(error).toMatchObject({ ...hidden, method: "GET" });
      expect(error.message).toContain(sentence);
      await errorOf("updateSetting", 1, false);
      expect(appOf(server).inboundEnabled).toBe(true);
      expect(sent(elsewhere)).toEqual([]);
      expect(proxy.preflights).toEqual([]);
    });
  }

  test("a redirected write fails with its own error", async ({ open }) => {
    const { server, errorOf } = await open();
    server.script("updateJobTokenScope", [{ redirect: "https://gitlab.example.com/users/sign_in" }]);
    server.script("allowProject", [{ redirect: "https://gitlab.example.com/users/sign_in" }]);
    expect(await errorOf("updateSetting", 1, false)).toMatchObject({ ...hidden, method: "PATCH" });
    expect(await errorOf("create", "allowlist", 42)).toMatchObject({ ...hidden, method: "POST" });
    expect(appOf(server)).toMatchObject({ inboundEnabled: true });
    expect(appOf(server).allowedProjects ?? []).toEqual([]);
  });
});
