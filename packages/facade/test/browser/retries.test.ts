// @module-tag slow
import type { MockGitLab, ScriptedResponse } from "@gitlab-job-token-scope/contract-fixture";
import { describe, expect } from "vitest";
import { hasChromium } from "./chromium.js";
import { appOf, test, type Visit } from "./test.js";

/** A call of each method, and what GitLab has after it. In its world the tool and the partner are on the lists. */
const calls = [
  {
    method: "GET",
    call: ({ call }: Visit) => call("getSetting", 1),
    success: ["GET 200"],
    repeated: ["GET 200"],
    after: { inboundEnabled: true },
  },
  {
    method: "PATCH",
    call: ({ call }: Visit) => call("updateSetting", 1, false),
    success: ["PATCH 204", "GET 200"],
    repeated: ["PATCH 204", "GET 200"],
    after: { inboundEnabled: false },
  },
  {
    method: "DELETE",
    call: ({ call }: Visit) => call("ensureAbsent", "allowlist", 42),
    success: ["DELETE 204"],
    // GitLab carried it out the first time.
    repeated: ["DELETE 400"],
    after: { allowedProjects: [] },
  },
] as const;

const operations = {
  GET: "getJobTokenScope",
  PATCH: "updateJobTokenScope",
  DELETE: "disallowProject",
} as const;
const badGateway = { status: 502, html: "<html>Bad Gateway</html>" };

/** Every attempt but the look-up of the project, as `"PATCH 204"`; 0 for a connection that was broken. */
function attempts(server: MockGitLab): string[] {
  const requests = server.requests().filter(({ operation }) => operation !== "getProject");
  return requests.map(({ method, status }) => `${method} ${status}`);
}

/** Sets the response to the next request of a method. */
function script(server: MockGitLab, method: keyof typeof operations, response: ScriptedResponse): void {
  server.script(operations[method], [response]);
}

describe.skipIf(!hasChromium)("retries, in Chromium", () => {
  for (const { method, call, success, repeated, after } of calls) {
    test(`${method} is retried after 429, whose Retry-After the browser hides`, async ({ open }) => {
      const visit = await open({ scenario: "duplicate" });
      script(visit.server, method, { status: 429, headers: { "retry-after": "600" }, body: "Retry later" });
      await call(visit);
      expect(attempts(visit.server)).toEqual([`${method} 429`, ...success]);
      expect(appOf(visit.server)).toMatchObject(after);
    });

    test(`${method} is retried after 502`, async ({ open }) => {
      const visit = await open({ scenario: "duplicate" });
      script(visit.server, method, badGateway);
      await call(visit);
      expect(attempts(visit.server)).toEqual([`${method} 502`, ...success]);
      expect(appOf(visit.server)).toMatchObject(after);
    });

    test(`${method} is retried when its connection is lost after GitLab carried it out`, async ({ open }) => {
      const visit = await open({ scenario: "duplicate" });
      visit.proxy.keepsAlive = false;
      script(visit.server, method, { drop: "after" });
      await call(visit);
      expect(attempts(visit.server)).toEqual([`${method} 0`, ...repeated]);
      expect(appOf(visit.server)).toMatchObject(after);
    });

    test(`${method} is retried when a proxy's response lacks CORS headers`, async ({ open }) => {
      const visit = await open({ scenario: "duplicate" });
      script(visit.server, method, badGateway);
      visit.proxy.withoutCors = method;
      await call(visit);
      expect(attempts(visit.server)).toEqual([`${method} 502`, ...success]);
      expect(appOf(visit.server)).toMatchObject(after);
    });
  }

  test("a write is retried after a resource lock", async ({ open }) => {
    const { server, call } = await open({ scenario: "resource-lock" });
    await call("updateSetting", 1, false);
    expect(attempts(server)).toEqual(["PATCH 409", "PATCH 204", "GET 200"]);
    expect(appOf(server).inboundEnabled).toBe(false);
  });
});
