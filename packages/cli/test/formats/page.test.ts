// @module-tag slow
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import type { ProjectRecord } from "../../src/record.js";
import { findAccessibilityProblems, hasBrowser } from "./browser.js";
import { createFleet } from "./fleet.js";
import { fragments } from "./hostile.js";
import { colorsOf, test } from "./page-test.js";
import { recordsOf } from "./records.js";

/** CPU time of the page's thread from the start of its navigation to its first picture. */
const maxDrawSeconds = 2;

describe.skipIf(!hasBrowser)("in a browser", () => {
  test("draws an audit, sends nothing, and keeps to its content security policy", async ({ open }) => {
    const { page, url, requested, errors } = await open(await recordsOf("audit"));
    expect(await drawn(page)).toBe(9);
    expect(await paths(page)).toEqual([
      "every project",
      "group/app",
      "group/fine",
      "group/missing",
      "group/nowhere",
      "group/open",
      "group/tool",
      "other/secret",
      "partner",
    ]);
    expect(await cells(page, "group/open")).toEqual([
      "open to every project, unrestricted, differs",
      "all",
      "",
    ]);
    expect(await page.locator("#caption").textContent()).toBe("7 projects, 1 open; 1 group; 9 arrows.");
    expect(requested).toEqual([url]);
    expect(errors).toEqual([]);
    expect((await colorsOf(page)).size).toBeGreaterThan(5);
  });

  test("a click selects a node, and shows who may call it and whom it may call, also through groups", async ({
    open,
  }) => {
    const { page } = await open(createFleet(20));
    await page.locator("#rows").getByRole("button", { name: "infra/tools/charts-4", exact: true }).click();
    const details = page.locator("#details");
    await details.getByRole("heading", { name: "infra/tools/charts-4" }).waitFor();
    expect(await details.getByRole("heading", { level: 3 }).allTextContents()).toEqual([
      "May be called by 4 projects and groups",
      expect.stringMatching(/^May call /),
    ]);
    const href = await details.getByRole("link").getAttribute("href");
    expect(href).toBe("https://gitlab.example.com/infra/tools/charts-4/-/settings/ci_cd#js-token-access");
    // A report may be on a server whose address is not GitLab's business.
    expect(await details.getByRole("link").getAttribute("rel")).toBe("noreferrer noopener");

    await details.getByRole("button").first().click();
    expect(await page.locator('#rows [aria-pressed="true"]').count()).toBe(1);
    await page.getByRole("button", { name: "Clear the selection" }).click();
    await details.getByText("Nothing is selected").waitFor();
    expect(await page.evaluate("document.activeElement.id")).toBe("picture");

    const box = await page.locator("#picture").boundingBox();
    if (box === null) throw new Error("no picture");
    await page.mouse.click(box.x + 3, box.y + 3);
    await details.getByText("Nothing is selected").waitFor();
  });

  test("can be used by keyboard alone, and says where the keyboard is", async ({ open }) => {
    const { page } = await open(createFleet(200));
    await page.locator("#all-arrows").focus();
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.id")).toBe("picture");
    const announcement = () => page.locator("#announcement").textContent();
    expect(await announcement()).toBe("every project, may call 8");
    const visited = new Set<string | null>();
    for (const key of ["ArrowRight", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowUp", "End", "Home"]) {
      await page.keyboard.press(key);
      visited.add(await announcement());
    }
    expect(visited.size).toBeGreaterThanOrEqual(6);
    await page.keyboard.press("ArrowRight");
    const name = (await announcement())?.split(",")[0] ?? "";
    await page.keyboard.press("Enter");
    await page.locator("#details").getByRole("heading", { name, exact: true }).waitFor();
    expect(await announcement()).toContain("Selected: ");
    await page.keyboard.press("Escape");
    await page.locator("#details").getByText("Nothing is selected").waitFor();

    const zoom = async () => Number(await page.locator("#picture").getAttribute("data-zoom"));
    const whole = await zoom();
    await page.keyboard.press("+");
    await expect.poll(zoom).toBeGreaterThan(whole);
    await page.keyboard.press("-");
    await page.keyboard.press("-");
    await expect.poll(zoom).toBeLessThan(whole);
    await page.keyboard.press("0");
    await expect.poll(zoom).toBe(whole);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.id")).toBe("zoom-in");
  });

  test("a search and a filter show some of the nodes, and Enter selects the first", async ({ open }) => {
    const { page } = await open(createFleet(200));
    const search = page.getByLabel("Find by path or ID");
    await search.fill("no such project");
    await page.getByText("0 rows.").waitFor();
    await search.fill("-187");
    await page.getByText("1 row.").waitFor();
    await search.press("Enter");
    await page.locator("#details h2", { hasText: "-187" }).waitFor();
    await search.fill("187");
    expect(await page.locator("#rows tr").count()).toBe(1);
    expect(await page.locator('#rows [aria-pressed="true"]').count()).toBe(1);
    await search.fill("");
    await page.getByText("210 rows, the first 100 shown.").waitFor();
    await page.getByRole("button", { name: "Show 100 more" }).click();
    expect(await page.locator("#rows tr").count()).toBe(200);
    await page.getByLabel("Show", { exact: true }).selectOption({ label: "open to every project (9)" });
    await page.getByText("9 rows.").waitFor();
    await page.getByLabel("Show", { exact: true }).selectOption({ label: "failed (2)" });
    expect(await cells(page, (await paths(page))[0] ?? "")).toEqual([
      "failed: forbidden",
      "",
      expect.anything(),
    ]);
  });

  test("the mouse drags and the wheel zooms the picture, and neither selects", async ({ open }) => {
    const { page } = await open(createFleet(20));
    const zoom = async () => Number(await page.locator("#picture").getAttribute("data-zoom"));
    const before = await zoom();
    await page.locator("#picture").hover();
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -100);
    await page.keyboard.up("Control");
    await expect.poll(zoom).toBeGreaterThan(before);
    await page.mouse.down();
    await page.mouse.move(300, 300, { steps: 4 });
    await page.mouse.up();
    await page.locator("#details").getByText("Nothing is selected").waitFor();
    await page.getByRole("button", { name: "Show the whole picture" }).click();
    await expect.poll(zoom).toBe(before);
  });

  test("hostile names do nothing", async ({ open }) => {
    const records = fragments.map(
      (text, i): ProjectRecord => ({
        version: 1,
        gitlab: text,
        command: "plan",
        project: { reference: text, id: i + 1, path: `${text}/${text}` },
        plan: {
          version: 1,
          gitlab: text,
          project: { id: i + 1 },
          changes: [{ action: "add", kind: "group", id: i + 1, path: text }],
          unchanged: [],
          missing: [{ kind: "project", path: text }],
          warnings: [{ code: "duplicate", message: text }],
        },
      }),
    );
    const { page, url, requested, errors } = await open(records);
    await page.getByLabel("Find by path or ID").fill("onerror");
    await page.locator("#rows button").last().click();
    await page.locator("#details pre", { hasText: "<img" }).waitFor();
    expect(await page.locator("img, a, #rows script").count()).toBe(0);
    expect(requested).toEqual([url]);
    expect(errors).toEqual([]);
  });

  test("2,000 projects are drawn in less than two seconds of CPU time", async ({ open }) => {
    const { page, errors } = await open(createFleet(2000));
    expect(await drawn(page)).toBe(2054);
    const session = await page.context().newCDPSession(page);
    // Not the time that passes, which is long on a busy machine.
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    await page.reload();
    await page.locator("#picture[data-drawn]").waitFor();
    const { metrics } = await session.send("Performance.getMetrics");
    expect(metrics.find(({ name }) => name === "TaskDuration")?.value).toBeLessThan(maxDrawSeconds);
    expect(errors).toEqual([]);
  });

  test.for([
    { colorScheme: "light", width: 1280 },
    { colorScheme: "dark", width: 1280 },
    { colorScheme: "light", width: 360 },
    { colorScheme: "dark", width: 360 },
    { colorScheme: "dark", width: 1280, forcedColors: "active" },
  ] as const)("is accessible: %j", async ({ width, ...scheme }, { open }) => {
    const { page } = await open(createFleet(200), { ...scheme, viewport: { width, height: 800 } });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    expect(await findAccessibilityProblems(page)).toEqual([]);
    await page.getByLabel("Find by path or ID").fill("-13");
    await page.getByLabel("Find by path or ID").press("Enter");
    await page.locator("#details h3").first().waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    expect(await findAccessibilityProblems(page)).toEqual([]);
    expect((await colorsOf(page)).size).toBeGreaterThan(5);
  });
});

async function drawn(page: Page): Promise<number> {
  return Number(await page.locator("#picture").getAttribute("data-drawn"));
}

/** The paths in the table. */
function paths(page: Page): Promise<string[]> {
  return page.locator("#rows th button").allTextContents();
}

/** The cells of a row, behind its path. */
function cells(page: Page, path: string): Promise<string[]> {
  return page
    .locator("#rows tr", { has: page.getByRole("button", { name: path, exact: true }) })
    .locator("td")
    .allTextContents();
}
