import type { Locator, Page } from "playwright-core";
import { describe, expect } from "vitest";
import { hasBrowser } from "../browser.js";
import { createFleet } from "./fleet.js";
import { createPageTest } from "./open-page.js";

const scope = "/projects/1/job_token_scope";
const eventually = { timeout: 30_000 };
const seed = {
  projects: [
    { id: 1, path: "group/app", allowedProjects: [42], allowedGroups: [8] },
    { id: 2, path: "group/library", allowedProjects: [1] },
    { id: 3, path: "partner/sub/client" },
    { id: 42, path: "group/tool", inboundEnabled: false },
  ],
  groups: [
    { id: 7, path: "group" },
    { id: 8, path: "partner" },
  ],
};

describe.skipIf(!hasBrowser)("in a browser", { concurrent: true, tags: ["slow"] }, () => {
  const test = createPageTest();

  test("draws projects and groups as nodes, allowlists as arrows, and marks open projects", async ({
    open,
  }) => {
    const { page, call } = await open({ seed });
    await node(page, "group/app").waitFor();
    expect(await names(page)).toEqual([
      "group, group 7",
      "group/app, project 1, restricted, may be called by 1 project and 1 group, may call 1 project",
      "group/library, project 2, restricted, may be called by 1 project",
      "group/tool, project 42, open, may be called by every project, may call 1 project",
      "partner, group 8, may call 1 project",
      "partner/sub/client, project 3, restricted, may be called by no other project",
    ]);
    expect(await arrows(page)).toEqual([
      "project 42 > project 1",
      "group 8 > project 1",
      "project 1 > project 2",
    ]);
    // Not by colour only.
    expect(await node(page, "group/tool").locator("text").allTextContents()).toEqual(["tool", "open"]);
    expect(await node(page, "group/app").locator("text").allTextContents()).toEqual(["app"]);
    await page.getByText("4 projects, 1 open; 2 groups; 3 arrows.").waitFor();
    await page.locator("#legend").getByText("may call the project at the tip").waitFor();

    const before = await node(page, "group/library").boundingBox();
    await call(`DELETE ${scope}/groups_allowlist/8`);
    await call(`POST /projects/2/job_token_scope/allowlist`, { body: { target_project_id: 3 } });
    await call(`PATCH ${scope}`, { body: { enabled: false } });
    await expect
      .poll(() => arrows(page), eventually)
      .toEqual(["project 42 > project 1", "project 1 > project 2", "project 3 > project 2"]);
    await page.locator('.node[data-open] [aria-label^="group/app"]').waitFor();
    expect(await node(page, "group/library").boundingBox()).toEqual(before);
  });

  test("an arrow begins at who may call, and its tip is at who may be called", async ({ open }) => {
    const { page } = await open({ seed });
    const [caller, callee] = await Promise.all([
      node(page, "group/tool").boundingBox(),
      node(page, "group/app").boundingBox(),
    ]);
    const ends: { x: number; y: number }[] = await page.evaluate(`(() => {
      const path = document.querySelector('[data-from="project 42"][data-to="project 1"]');
      const matrix = path.getScreenCTM();
      const [start, end] = [0, path.getTotalLength()].map((at) => path.getPointAtLength(at).matrixTransform(matrix));
      return [start, end].map(({ x, y }) => ({ x, y }));
    })()`);
    const middle = (box: typeof caller) => (box?.y ?? 0) + (box?.height ?? 0) / 2;
    expect(ends[0]?.y).toBeCloseTo(middle(caller), 0);
    expect(Math.abs((ends[1]?.y ?? 0) - middle(callee))).toBeLessThan(6);
  });

  test("a selected node shows who may call it, and whom it may call, also through groups", async ({
    open,
  }) => {
    const { page } = await open({ seed });
    await page.locator("#details").getByText("Open projects").waitFor();
    await page.locator("#details").getByRole("button", { name: "group/tool" }).click();
    await page.locator("#details").getByText("May be called by every project").waitFor();
    expect(await node(page, "group/tool").getByRole("button").getAttribute("aria-pressed")).toBe("true");

    await node(page, "partner/sub/client").click();
    const details = page.locator("#details");
    await details.getByRole("heading", { name: "partner/sub/client" }).waitFor();
    await details.getByText("May call 1 project").waitFor();
    await details.getByText("through group partner").waitFor();
    await details.getByText("Also 1 open project").waitFor();
    expect(await role(page, "group/app")).toBe("callee");
    expect(await role(page, "group/library")).toBe("");
    expect(await page.locator('path[data-from][data-role="out"]').count()).toBe(1);
    const announced = page.locator("[aria-live=polite]", {
      hasText: "Selected: partner/sub/client, project 3",
    });
    expect(await announced.count()).toBe(1);

    await details.getByRole("button", { name: "group/app" }).click();
    expect(await focused(page)).toBe("project 1");
    // A member of the group on the allowlist.
    expect(await role(page, "partner/sub/client")).toBe("caller");
    expect(await role(page, "partner")).toBe("caller");
    expect(await role(page, "group/library")).toBe("callee");
    expect(await page.locator('path[data-from][data-role="in"]').count()).toBe(2);
    await details.getByRole("button", { name: "Clear the selection" }).click();
    expect(await page.locator("[aria-pressed=true]").count()).toBe(0);
  });

  test("can be used by keyboard alone", async ({ open }) => {
    const { page, call } = await open({ seed });
    await node(page, "group/app").waitFor();
    expect(await page.locator('.node [tabindex="0"]').count()).toBe(1);
    await page.locator("#zoom-fit").focus();
    await page.keyboard.press("Tab");
    // The part that scrolls can be a stop, too.
    if ((await focused(page)) === "") await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("group 7");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await focused(page)).toBe("project 2");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.locator("#details").getByRole("heading", { name: "group/app" }).waitFor();
    await page.keyboard.press("ArrowRight");
    expect(await focused(page)).toMatch(/group 8|project 3/);
    await page.keyboard.press("Home");
    expect(await focused(page)).toBe("group 7");
    expect(await page.locator('.node:has([tabindex="0"])').getAttribute("data-key")).toBe("group 7");

    // A change does not take the focus away.
    await call(`PATCH ${scope}`, { body: { enabled: false } });
    await page.locator('.node[data-open] [aria-label^="group/app"]').waitFor();
    expect(await focused(page)).toBe("group 7");

    await page.keyboard.press("Escape");
    await page.locator("#details").getByText("Open projects").waitFor();
    const width = async () => Number(await page.locator("#picture svg").getAttribute("width"));
    const before = await width();
    await page.keyboard.press("+");
    expect(await width()).toBeGreaterThan(before);
    await page.keyboard.press("-");
    await page.keyboard.press("-");
    expect(await width()).toBeLessThan(before);
    await page.getByRole("button", { name: "Zoom in" }).press("Enter");
    await page.locator("#picture").hover();
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -100);
    await page.keyboard.up("Control");
    await page.waitForFunction(
      `Number(document.querySelector("#picture svg").getAttribute("width")) > ${before}`,
    );
  });

  test("a search finds a project, and scrolls to it", async ({ open }) => {
    const { page } = await open({ seed: createFleet(200) });
    const search = page.getByLabel("Find projects and groups by path or ID");
    await search.fill("no such project");
    await page.getByText("Nothing found.").waitFor();
    await search.fill("-187");
    await page.getByText("1 result. Enter selects the first.").waitFor();
    expect(await page.locator(".node[data-match]").count()).toBe(1);
    await search.press("Enter");
    expect(await focused(page)).toBe("project 187");
    const [part, found] = await Promise.all([
      page.locator("#picture").boundingBox(),
      page.locator('[data-key="project 187"]').boundingBox(),
    ]);
    expect(found?.y).toBeGreaterThan(part?.y ?? 0);
    expect((found?.y ?? 0) + (found?.height ?? 0)).toBeLessThan((part?.y ?? 0) + (part?.height ?? 0));
  });

  test("the mouse drags the picture, and does not select by that", async ({ open }) => {
    const { page } = await open({ seed: createFleet(200) });
    const box = await page.locator("#picture .node").nth(3).boundingBox();
    if (box === null) throw new Error("no node");
    await page.mouse.move(box.x + 20, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 20, box.y - 90, { steps: 4 });
    await page.mouse.up();
    expect(await page.evaluate("document.querySelector('#picture').scrollTop")).toBe(100);
    expect(await page.locator("[aria-pressed=true]").count()).toBe(0);
  });

  test.for([
    { colorScheme: "light", width: 1280 },
    { colorScheme: "dark", width: 1280 },
    { colorScheme: "light", width: 360 },
    { colorScheme: "dark", width: 360 },
  ] as const)("200 projects are readable: %j", async ({ colorScheme, width }, { open }) => {
    const context = { colorScheme, viewport: { width, height: 800 } };
    const { page, errors } = await open({ seed: createFleet(200) }, context);
    await page.getByText(/^200 projects, 8 open; \d+ groups; \d+ arrows\.$/).waitFor();
    expect(await page.locator('.node[data-key^="project"]').count()).toBe(200);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    // The picture scrolls downwards only, and no text is smaller than 11 pixels.
    expect(
      await page.evaluate("(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(picture)"),
    ).toBe(0);
    const sizes: number[] = await page.evaluate(
      "[...document.querySelectorAll('.node text')].map((text) => 13 * text.getScreenCTM().a)",
    );
    expect(Math.min(...sizes)).toBeGreaterThan(11);
    expect(await page.evaluate(findOverflowingLabels)).toEqual([]);
    expect(errors).toEqual([]);
  });

  test("the picture of 2,000 projects is limited, and says so", async ({ open }) => {
    const { page } = await open({ seed: createFleet(2000) });
    await page.getByText(/^2,000 projects, 80 open; .* Not drawn: [\d,]+ projects and groups/).waitFor();
    expect(await page.locator(".node[data-key]").count()).toBe(600);
    expect(await page.locator(".node[data-open][data-key]").count()).toBe(80);
    const missing = await page.evaluate(
      "[2, 3, 5, 6, 11].find((id) => document.querySelector('[data-key=\"project ' + id + '\"]') === null)",
    );
    await page.getByLabel("Find projects and groups by path or ID").fill(`-${missing}`);
    await page.getByLabel("Find projects and groups by path or ID").press("Enter");
    expect(await focused(page)).toBe(`project ${missing}`);
  });
});

/** Labels that are wider than their node. */
const findOverflowingLabels = `[...document.querySelectorAll(".node[data-key]")].filter((node) => {
  const edge = node.querySelector("rect").getBoundingClientRect();
  return [...node.querySelectorAll("text")].some((text) => {
    const box = text.getBoundingClientRect();
    return box.left < edge.left || box.right > edge.right;
  });
}).map((node) => node.textContent)`;

function node(page: Page, path: string): Locator {
  return page.locator(`.node:has([aria-label^="${path},"])`);
}

function names(page: Page): Promise<string[]> {
  return page.evaluate(
    "[...document.querySelectorAll('.node [role=button]')].map((button) => button.ariaLabel)",
  );
}

function arrows(page: Page): Promise<string[]> {
  return page.evaluate(
    "[...document.querySelectorAll('.arrow[data-from]')].map(({ dataset }) => dataset.from + ' > ' + dataset.to)",
  );
}

function role(page: Page, path: string): Promise<string | null> {
  return node(page, path).getAttribute("data-role");
}

/** The key of the node that has the focus; empty if none has. */
function focused(page: Page): Promise<string> {
  return page.evaluate("document.activeElement.closest('g[data-key]')?.dataset.key ?? ''");
}
