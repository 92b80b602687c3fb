import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import type { Locator, Page } from "playwright-core";
import { test as base, describe, expect } from "vitest";
import { hasBrowser } from "./browser.js";
import { start } from "./helpers.js";
import { createPageTest, findAccessibilityProblems } from "./page/open-page.js";

const scope = "/projects/1/job_token_scope";
/** More entries than an expanded list has. */
const serviceIds = [1001, 1002, 1003, 1004, 1005, 1006];
/** The page polls every second. */
const eventually = { timeout: 30_000 };

base("is served at / for GET and HEAD, with restrictive security headers", async () => {
  const { gitlab } = await start();
  for (const method of ["GET", "HEAD"]) {
    const { status, headers } = await fetch(gitlab.url, { method });
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; connect-src 'self';/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toBe("no-store");
  }
  expect(gitlab.requests()).toEqual([]);
  await fetch(gitlab.url, { method: "POST" });
  expect(gitlab.requests()).toMatchObject([{ method: "POST", path: "/", status: 404 }]);
});

// Most of the time is spent waiting for the page to poll, so the tests run concurrently.
describe.skipIf(!hasBrowser)("in a browser", { concurrent: true, tags: ["slow"] }, () => {
  const test = createPageTest();

  test("shows the state and its changes", async ({ open }) => {
    const { call, page, row } = await open({
      gitlab: "18.8",
      seed: {
        projects: [
          { id: 1, path: "group/app", allowedProjects: [42], allowedGroups: [7], formerPaths: ["old/app"] },
          { id: 42, path: "group/tool", visibility: "internal", inboundEnabled: false },
        ],
        groups: [{ id: 7, path: "group", visibility: "public" }],
        tokens: [
          { token: "glpat-dev", roles: { projects: { "1": "maintainer" }, groups: { "7": "guest" } } },
          { token: "glpat-old", state: "expired", scopes: ["read_api"], admin: true },
        ],
      },
    });
    await row("projects", "group/app").waitFor();
    await page.locator("#about", { hasText: /GitLab\s*18\.8\s*Mode\s*stateful/ }).waitFor();
    expect(await cells(row("projects", "group/app"))).toEqual([
      "1",
      "group/app private formerly old/app",
      "restricted",
      "group/tool (42) group group (7)",
      "none",
    ]);
    expect(await cells(row("projects", "group/tool"))).toEqual([
      "42",
      "group/tool internal",
      "open",
      "every project",
      "group/app (1)",
    ]);
    expect(await cells(row("groups", "group"))).toEqual(["7", "group public", "group/app (1)"]);
    expect(await cells(row("tokens", "masked").first())).toEqual([
      "[masked]",
      "api",
      "active",
      "maintainer of group/app (1) guest of group (7)",
    ]);
    expect(await cells(row("tokens", "masked").last())).toEqual([
      "[masked]",
      "read_api",
      "expired",
      "administrator",
    ]);

    await call(`PATCH ${scope}`, { body: { enabled: false } });
    await call(`DELETE ${scope}/groups_allowlist/7`);
    await expect
      .poll(() => cells(row("projects", "group/app")), eventually)
      .toEqual(["1", "group/app private formerly old/app", "open", "every project group/tool (42)", "none"]);
  });

  test("says that it is a mock GitLab, where its API is, and how to call it", async ({ open }) => {
    const { gitlab, page } = await open({}, { permissions: ["clipboard-read", "clipboard-write"] });
    await page.getByRole("heading", { name: "Mock GitLab" }).waitFor();
    await page.getByText("It is not a real GitLab.").waitFor();
    await page.locator("#about", { hasText: `API address${gitlab.apiUrl}` }).waitFor();
    await page.locator("#about", { hasText: /Fixture version\d+\.\d+\.\d+/ }).waitFor();
    const command = `curl --header "PRIVATE-TOKEN: $GITLAB_TOKEN" "${gitlab.apiUrl}${scope}"`;
    expect(await page.locator("#curl").textContent()).toBe(command);
    await watchLabel(page);
    await page.getByRole("button", { name: "Copy" }).click();
    await page.waitForFunction('labels.includes("Copied")');
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(command);
    const env = { GITLAB_TOKEN: gitlab.token, PATH: process.env["PATH"] };
    const { stdout } = await promisify(execFile)("bash", ["-c", `${command} --silent`], { env });
    expect(JSON.parse(stdout)).toMatchObject({ inbound_enabled: true });
  });

  test("selects the command if it cannot be copied", async ({ open }) => {
    const { page } = await open();
    await page.locator("#curl").filter({ visible: true }).waitFor();
    await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    await watchLabel(page);
    await page.getByRole("button", { name: "Copy" }).click();
    await page.waitForFunction('labels.includes("Selected")');
    expect(await page.evaluate("getSelection().toString()")).toMatch(/^curl .*job_token_scope"$/);
  });

  test("shows the requests, newest first, with their violations and notes", async ({ open }) => {
    const { call, page, row } = await open();
    await call(`GET ${scope}`);
    await call(`PATCH ${scope}`, { body: { enabled: "maybe" } });
    await call(`PATCH ${scope}`, { body: { enabled: "false" } });
    const requests = page.locator("#requests tbody tr");
    await row("requests", "GitLab reads").waitFor();
    const time = expect.stringMatching(/^\d\d:\d\d:\d\d [\d.]+ m?s$/);
    expect(await cells(requests.nth(0))).toEqual([
      time,
      "PATCH",
      expect.stringMatching(
        /^\/api\/v4\/projects\/1\/job_token_scope updateJobTokenScope note: body\.enabled: /,
      ),
      "204",
    ]);
    expect(await cells(requests.nth(1))).toEqual([
      time,
      "PATCH",
      expect.stringMatching(/ updateJobTokenScope violation: body\.enabled: .*must be boolean /),
      "400",
    ]);
    expect(await cells(requests.nth(2))).toEqual([
      time,
      "GET",
      `/api/v4${scope} getJobTokenScope Headers and bodies`,
      "200",
    ]);
    await page.getByText("1 violation of GitLab’s OpenAPI document").waitFor();
    await page.getByRole("link", { name: "1 note" }).waitFor();
  });

  test("shows the headers and bodies of a request and of its response", async ({ open }) => {
    const { call, row } = await open();
    await call(`PATCH ${scope}`, { body: { enabled: 5 }, headers: { "x-test": "header of the client" } });
    await row("requests", scope).getByText("Headers and bodies").click();
    const texts = await row("requests", scope).locator("pre").allInnerTexts();
    expect(texts).toEqual([
      expect.stringContaining("x-test: header of the client"),
      '{\n  "enabled": 5\n}',
      expect.stringContaining("content-type: application/json"),
      expect.stringContaining('"error": "enabled is invalid"'),
    ]);
    expect(texts[0]).toContain("private-token: [masked]");
  });

  test("shows pending scripts, and which responses came from one", async ({ open }) => {
    const { gitlab, call, page, row } = await open();
    gitlab.script("updateJobTokenScope", [{ status: 502 }, { drop: "before" }]);
    gitlab.script({}, [{ delayMs: 1 }], { repeat: true });
    await page.getByRole("link", { name: "2 pending scripts" }).waitFor();
    expect(await cells(row("scripts", "updateJobTokenScope"))).toEqual([
      '{"operation":"updateJobTokenScope"}',
      "0",
      "2 responses",
    ]);
    expect(await cells(row("scripts", "all requests"))).toEqual([
      "all requests",
      "0",
      "1 response, repeated",
    ]);
    await call(`PATCH ${scope}`, { body: { enabled: true } });
    await call(`PATCH ${scope}`, { body: { enabled: true } }).catch(() => {});
    await call(`GET ${scope}`);
    await page.getByRole("link", { name: "1 pending script" }).waitFor();
    // The page may have been updated between the second request and the third.
    const statuses = async () => {
      const texts = await page.locator('#requests td[data-label="Status"]').allInnerTexts();
      return texts.map((text) => text.replaceAll(/\s+/g, " "));
    };
    await expect
      .poll(statuses, eventually)
      .toEqual(["200", "connection reset by a script", "502 by a script"]);
  });

  test("tells kinds of statuses apart by a mark", async ({ open }) => {
    const { gitlab, call, page } = await open();
    const statuses = [200, 302, 404, 502];
    gitlab.script({}, [...statuses.map((status) => ({ status })), { drop: "before" }]);
    for (let i = 0; i < 5; i++) await call(`GET ${scope}`).catch(() => {});
    await expect.poll(() => page.locator(".status").count(), eventually).toBe(5);
    const marks = await page.evaluate(
      "[...document.querySelectorAll('.status')].map((status) => getComputedStyle(status, '::before').content)",
    );
    expect(new Set(marks as string[]).size).toBe(5);
  });

  test("shows the latest 100 requests and the total number", async ({ open }) => {
    const { call, page } = await open();
    for (let i = 1; i <= 120; i++) await call(`GET /projects/${i}`);
    await page.getByText("120 requests, latest 100 shown").waitFor();
    expect(await page.locator("#requests tbody th > span").allInnerTexts()).toEqual(
      Array.from({ length: 100 }, (_, i) => `/api/v4/projects/${120 - i}`),
    );
  });

  test("can be reset by keyboard", async ({ open }) => {
    const { call, page, row } = await open();
    await call(`PATCH ${scope}`, { body: { enabled: false } });
    await expect.poll(() => cells(row("projects", "group/app")), eventually).toContain("open");
    for (let i = 0; i < 5 && (await page.locator("#reset:focus").count()) === 0; i++) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await expect.poll(() => cells(row("projects", "group/app")), eventually).toContain("restricted");
    await page.locator("[aria-live=polite]", { hasText: /^Reset at \d\d:\d\d:\d\d\.$/ }).waitFor();
    expect(await page.locator("#requests tbody tr").count()).toBe(0);
    expect(await page.locator("#reset:focus").count()).toBe(1);
  });

  test("filters the scenarios, and starts one", async ({ open }) => {
    const { call, page, row } = await open();
    await page.getByText("30 scenarios").press("Enter");
    await page.getByLabel("Filter scenarios").fill("EXPIRED");
    await page.getByText("1 of 30 scenarios shown").waitFor();
    await page.locator("#scenarios li").getByText("The token has expired").waitFor();
    await page.getByRole("button", { name: "Start expired-token" }).press("Enter");
    await page.locator("#about", { hasText: "expired-token" }).waitFor();
    expect(await cells(row("tokens", "masked"))).toContain("expired");
    expect(await call(`GET ${scope}`)).toMatchObject({ status: 401 });
    await page.getByRole("button", { name: "Restart expired-token" }).waitFor();
  });

  test("shows the scenarios in columns, above who may call whom", async ({ open }) => {
    const { page } = await open();
    await page.getByText("30 scenarios").click();
    const [first, second, picture] = await Promise.all(
      ["#scenarios li:nth-child(1)", "#scenarios li:nth-child(2)", "#picture"].map((selector) =>
        page.locator(selector).boundingBox(),
      ),
    );
    expect(second?.y).toBe(first?.y);
    expect(first?.y).toBeLessThan(picture?.y ?? 0);
  });

  test("preserves the focus and expanded details when it updates", async ({ open }) => {
    const { call, page, row } = await open({
      seed: {
        projects: [
          { id: 1, path: "group/app", allowedProjects: [2, 3, 4, 5, 6, 7] },
          ...[2, 3, 4, 5, 6, 7, 8].map((id) => ({ id, path: `group/service-${id}` })),
        ],
      },
    });
    await call(`PATCH ${scope}`, { body: { enabled: true } });
    await row("requests", scope).getByText("Headers and bodies").click();
    await row("projects", "group/app").getByText("6 entries").press("Enter");
    await call(`POST ${scope}/allowlist`, { body: { target_project_id: 8 } });
    await call(`PATCH ${scope}`, { body: { enabled: true } });
    await row("projects", "group/app").getByText("7 entries").waitFor();
    await page.locator("summary:focus", { hasText: "7 entries" }).waitFor();
    expect(await row("projects", "group/app").getByText("group/service-8 (8)").isVisible()).toBe(true);
    const bodies = page.locator("#requests details");
    await expect.poll(() => bodies.count(), eventually).toBe(3);
    // The expanded one is now the oldest.
    expect(await bodies.nth(2).getAttribute("open")).toBe("");
    expect(await bodies.nth(0).getAttribute("open")).toBeNull();
  });

  test("shows part of a large state, and filters it by path or ID", async ({ open }) => {
    const projects = Array.from({ length: 10_000 }, (_, i) => ({
      id: i + 1,
      path: `group/service-${i + 1}`,
    }));
    const { page } = await open({ seed: { projects } });
    await page.getByText("10,000 projects, 50 shown").waitFor();
    expect(await page.locator("#projects tbody tr").count()).toBe(50);
    const filter = page.getByLabel("Find projects and groups by path or ID");
    await filter.fill("SERVICE-777");
    await page.getByText("11 of 10,000 projects").waitFor();
    await filter.fill("9999");
    expect(await page.locator("#projects tbody th > span").allInnerTexts()).toEqual(["group/service-9999"]);
  });

  test("shows input from clients as text, never as HTML", async ({ open }) => {
    const { gitlab, call, page, errors } = await open();
    const markup = "<img src=x onerror=alert(1)>";
    await call(`GET /projects/${encodeURIComponent(markup)}/job_token_scope?search=${markup}`);
    await call(`PATCH ${scope}`, { body: { [markup]: markup } });
    await page.locator("#requests pre", { hasText: markup }).waitFor({ state: "attached" });
    expect(gitlab.requests()).toHaveLength(2);
    expect(await page.locator("img").count()).toBe(0);
    expect(errors).toEqual([]);
  });

  test("shows no secrets, sends no requests to other origins, and satisfies its content security policy", async ({
    open,
  }) => {
    const token = "glpat-something-secret";
    const { gitlab, call, page, requested, errors } = await open({
      seed: { projects: [{ id: 1, path: "group/app" }], tokens: [{ token, admin: true }] },
    });
    await call(`GET ${scope}?private_token=${token}`);
    await call(`PATCH ${scope}`, { body: { enabled: false, private_token: token }, token: null });
    await call(`PATCH ${scope}`, { body: { enabled: true }, headers: { authorization: `Bearer ${token}` } });
    await expect.poll(() => page.locator("#requests tbody tr").count(), eventually).toBe(3);
    for (const summary of await page.locator("summary").all()) await summary.click();
    expect(await page.content()).not.toContain(token);
    expect(await page.textContent("body")).not.toContain(token);
    expect(requested.length).toBeGreaterThan(0);
    expect(requested.filter((url) => !url.startsWith(gitlab.url) && url !== "data:,")).toEqual([]);
    expect(errors).toEqual([]);
  });

  test.for(["examples", "proxy"] as const)(
    "shows that mode %s has no state, and shows requests",
    async (mode, { open }) => {
      await using upstream = await startMockGitLab();
      const { call, page, row } = await open({ mode, ...(mode === "proxy" && { upstream: upstream.url }) });
      await page.getByText("This mode has no state").waitFor();
      await call(`GET ${scope}`, { token: upstream.token });
      await row("requests", scope).waitFor();
      expect(await cells(row("requests", scope))).toEqual([
        expect.any(String),
        "GET",
        `/api/v4${scope} getJobTokenScope Headers and bodies`,
        "200",
      ]);
      expect(
        await page.locator("#projects, #scenarios-section, #picture").filter({ visible: true }).count(),
      ).toBe(0);
    },
  );

  test("shows that the fixture is not responding", async ({ open }) => {
    const { gitlab, page, row } = await open();
    await row("projects", "group/app").waitFor();
    await gitlab.close();
    await page.getByText("The fixture is not responding.").waitFor();
    expect(await row("projects", "group/app").isVisible()).toBe(true);
  });

  test.for([
    { colorScheme: "light", width: 1280 },
    { colorScheme: "dark", width: 1280 },
    { colorScheme: "light", width: 360 },
    { colorScheme: "dark", width: 360 },
  ] as const)("is accessible: %j", async ({ colorScheme, width }, { open }) => {
    const { gitlab, call, page } = await open(
      {
        seed: {
          projects: [
            {
              id: 1,
              path: "group/app",
              allowedProjects: serviceIds,
              allowedGroups: [7],
              formerPaths: ["old/app"],
            },
            { id: 2, path: "group/open-project-with-a-long-name", inboundEnabled: false },
            ...serviceIds.map((id) => ({ id, path: `group/subgroup/service-with-a-long-name-${id}` })),
          ],
          groups: [{ id: 7, path: "group" }],
        },
      },
      { colorScheme, viewport: { width, height: 800 } },
    );
    await call(`PATCH ${scope}`, { body: { enabled: "maybe" } });
    gitlab.script({}, [{ status: 502 }]);
    await page.locator("#requests .error").waitFor();
    await page.getByRole("link", { name: "1 pending script" }).waitFor();
    for (const summary of await page.locator("summary").all()) await summary.click();
    await page.locator('[data-key="project 1"]').click();
    await page.locator("#details").getByRole("heading", { name: "group/app" }).waitFor();

    const isDark = colorScheme === "dark";
    expect(await style(page, "background-color")).toBe(isDark ? "rgb(23, 24, 26)" : "rgb(252, 252, 250)");
    expect(contrast(await style(page, "color"), await style(page, "background-color"))).toBeGreaterThan(4.5);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);

    expect(await findAccessibilityProblems(page)).toEqual([]);
  });
});

/** Collects the labels of the button that copies: each is there for a moment only, which can pass unseen on a busy machine. */
async function watchLabel(page: Page): Promise<void> {
  await page.evaluate(`{
    const button = document.querySelector("#copy");
    window.labels = [];
    new MutationObserver(() => labels.push(button.textContent)).observe(button, { childList: true });
  }`);
}

/** Returns the text of each cell of a row. */
async function cells(row: Locator): Promise<string[]> {
  const texts = await row.locator("th, td").allInnerTexts();
  return texts.map((text) => text.replaceAll(/\s+/g, " ").trim());
}

function style(page: Page, property: string): Promise<string> {
  return page.evaluate(`getComputedStyle(document.body).getPropertyValue("${property}")`);
}

/** The WCAG 2 contrast ratio of two colours such as `"rgb(0, 0, 0)"`: 1 to 21. */
function contrast(colour: string, otherColour: string): number {
  const [lighter = 0, darker = 0] = [luminance(colour), luminance(otherColour)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map((value) => {
    const part = Number(value) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
