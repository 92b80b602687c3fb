import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";
import { hasBrowser, startBrowser, visit } from "../browser.js";
import { start } from "../helpers.js";

const scope = "/projects/1/job_token_scope";
const origin = "https://app.example.com";
const asked = {
  origin,
  "access-control-request-method": "PATCH",
  "access-control-request-headers": "private-token",
};

test("[cors-any-origin] lets pages of any origin call the API, without credentials, also if it fails", async () => {
  const { gitlab, call } = await start();
  gitlab.script("getProject", [{ status: 429, headers: { "retry-after": "1" }, body: "Retry later" }]);
  for (const [request, token, status] of [
    ["GET /projects/1", gitlab.token, 429],
    [`GET ${scope}`, gitlab.token, 200],
    [`GET ${scope}`, null, 401],
    ["GET /nothing", null, 404],
  ] as const) {
    const response = await call(request, { token, headers: { origin } });
    expect(response.status).toBe(status);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.has("access-control-allow-credentials")).toBe(false);
  }
  const { headers } = await call(`GET ${scope}`);
  expect(headers.has("access-control-allow-origin")).toBe(false);
});

test("[cors-exposed] exposes the pagination headers, but not those of the rate limit", async () => {
  const { call } = await start();
  const { headers } = await call(`GET ${scope}/allowlist`, { headers: { origin } });
  const exposed = headers.get("access-control-expose-headers")?.split(", ") ?? [];
  expect(exposed).toHaveLength(18);
  expect(exposed).toEqual(expect.arrayContaining(["Link", "X-Total", "X-Next-Page", "X-Request-Id", "ETag"]));
  expect(exposed.filter((name) => /retry|rate/i.test(name))).toEqual([]);
});

test("[cors-preflight] responds to a preflight request of any method and headers, without a token", async () => {
  const { gitlab } = await start();
  const response = await fetch(`${gitlab.apiUrl}${scope}`, { method: "OPTIONS", headers: asked });
  expect({ status: response.status, body: await response.text() }).toEqual({ status: 200, body: "" });
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(response.headers.get("access-control-allow-methods")).toContain("PATCH");
  expect(response.headers.get("access-control-allow-headers")).toBe("private-token");
  expect(response.headers.get("access-control-max-age")).toBe("7200");
  expect(gitlab.requests()).toEqual([]);
});

test("pages of other origins cannot use the control routes", async () => {
  const { gitlab } = await start();
  const url = `${gitlab.url}/-/fixture/requests`;
  for (const method of ["GET", "OPTIONS"]) {
    const { status, headers } = await fetch(url, { method, headers: asked });
    expect(status).toBe(403);
    expect(headers.has("access-control-allow-origin")).toBe(false);
  }
});

test.skipIf(!hasBrowser)(
  "a page of another origin reads, writes, and sees the pagination headers",
  async () => {
    const { gitlab } = await start();
    await using other = await startMockGitLab();
    const browser = await startBrowser();
    try {
      // The page of another fixture. Its own restrictions would stop the calls.
      const { page } = await visit(browser, other.url, { bypassCSP: true });
      const seen = await page.evaluate(
        async ([url, token]) => {
          const headers = { "private-token": token ?? "", "content-type": "application/json" };
          const body = JSON.stringify({ enabled: false });
          const { status } = await fetch(url ?? "", { method: "PATCH", headers, body });
          const list = await fetch(`${url}/allowlist`, { headers });
          return [status, list.headers.get("x-total"), list.headers.get("retry-after")];
        },
        [`${gitlab.apiUrl}${scope}`, gitlab.token],
      );
      expect(seen).toEqual([204, "1", null]);
    } finally {
      await browser.close();
    }
  },
);
