// @module-tag slow
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import type { ProjectRecord } from "../../src/record.js";
import { hasBrowser } from "./browser.js";
import { createFleet } from "./fleet.js";
import { colorsOf, test } from "./page-test.js";
import { recordsOf } from "./records.js";

const common = { version: 1, gitlab: "https://gitlab.example.com", command: "audit" } as const;

/** An audit of a restricted project that allows the projects with these IDs. */
function audited(id: number, path: string, allowed: readonly number[] = []): ProjectRecord {
  const project = { id, path };
  return {
    ...common,
    project: { reference: path, ...project },
    audit: {
      version: 1,
      gitlab: common.gitlab,
      project,
      inboundEnabled: true,
      projects: allowed.map((other) => ({ kind: "project", id: other })),
      groups: [],
      free: { projects: 199, groups: 200 },
      findings: [],
    },
  };
}

/** The number of pixels that have almost one of the style sheet's colors. */
async function pixelsOf(page: Page, color: "restricted" | "caller" | "callee" | "arrow"): Promise<number> {
  const hex: string = await page.evaluate(
    `getComputedStyle(document.documentElement).getPropertyValue("--${color}").trim()`,
  );
  const expected = [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16));
  return [...(await colorsOf(page))]
    .filter(([found]) =>
      found.split(",").every((part, i) => Math.abs(Number(part) - (expected[i] ?? 0)) < 24),
    )
    .reduce((sum, [, number]) => sum + number, 0);
}

describe.skipIf(!hasBrowser)("the picture", () => {
  test("has the arrows between projects, and only those of what is selected", async ({ open }) => {
    const { page } = await open([audited(1, "a/app", [2]), audited(2, "b/tool", [3]), audited(3, "c/base")]);
    expect(await pixelsOf(page, "arrow")).toBeGreaterThan(20);
    expect(await pixelsOf(page, "caller")).toBe(0);
    expect(await pixelsOf(page, "callee")).toBe(0);
    await page.getByRole("button", { name: "b/tool", exact: true }).click();
    expect(await pixelsOf(page, "caller")).toBeGreaterThan(20);
    expect(await pixelsOf(page, "callee")).toBeGreaterThan(20);
    await page.locator("#rows").getByRole("button", { name: "a/app", exact: true }).click();
    expect(await pixelsOf(page, "caller")).toBeGreaterThan(20);
    expect(await pixelsOf(page, "callee")).toBe(0);
  });

  test("dims what is not found", async ({ open }) => {
    const { page } = await open([audited(1, "a/app"), audited(2, "b/tool")]);
    const all = await pixelsOf(page, "restricted");
    await page.getByLabel("Find by path or ID").fill("tool");
    const found = await pixelsOf(page, "restricted");
    expect(found).toBeGreaterThan(0.3 * all);
    expect(found).toBeLessThan(0.7 * all);
  });

  test("has all arrows where they are few, and those with marks where they are many", async ({ open }) => {
    const few = await open(await recordsOf("audit"));
    expect(await few.page.getByLabel("All arrows").isChecked()).toBe(true);
    const many = await open(createFleet(400));
    expect(await many.page.getByLabel("All arrows").isChecked()).toBe(false);
    const before = await colorsOf(many.page);
    await many.page.getByLabel("All arrows").check();
    expect(await colorsOf(many.page)).not.toEqual(before);
  });

  test("is not zoomed by the wheel alone, nor selected in by the right button", async ({ open }) => {
    const { page } = await open([audited(1, "a/app"), audited(2, "b/tool")]);
    const zoom = await page.locator("#picture").getAttribute("data-zoom");
    const position = await positionOf(page, "a/app");
    await page.locator("#picture").hover({ position });
    await page.mouse.wheel(0, -100);
    await page.locator("#picture").click({ position, button: "right" });
    await colorsOf(page);
    expect(await page.locator("#picture").getAttribute("data-zoom")).toBe(zoom);
    await page.locator("#details").getByText("Nothing is selected").waitFor();
    await page.locator("#picture").click({ position });
    await page.locator("#details h2", { hasText: "a/app" }).waitFor();
  });

  test("stays where the user moved it when the window changes", async ({ open }) => {
    const { page } = await open(createFleet(100), { viewport: { width: 1280, height: 800 } });
    await page.getByRole("button", { name: "Zoom in" }).click();
    const selected: string[][] = [];
    for (const width of [1280, 1000]) {
      await page.setViewportSize({ width, height: 800 });
      await colorsOf(page);
      const headings: string[] = [];
      for (const x of [150, 250, 350]) {
        for (const y of [100, 150, 200, 250]) {
          await page.locator("#picture").click({ position: { x, y } });
          headings.push((await page.locator("#details h2").textContent()) ?? "");
        }
      }
      selected.push(headings);
    }
    expect(new Set(selected[0]).size).toBeGreaterThanOrEqual(5);
    expect(selected[1]).toEqual(selected[0]);
  });
});

/** Where in the picture the mouse is over a node. */
async function positionOf(page: Page, path: string): Promise<{ x: number; y: number }> {
  const picture = page.locator("#picture");
  const box = await picture.boundingBox();
  if (box === null) throw new Error("no picture");
  const isOverNode = () => page.evaluate(`document.querySelector("#canvas").className === "is-over-node"`);
  for (let y = 6; y < box.height; y += 12) {
    for (let x = 6; x < box.width; x += 40) {
      await page.mouse.move(box.x + x, box.y + y);
      if (!(await isOverNode())) continue;
      await picture.click({ position: { x, y } });
      const heading = await page.locator("#details h2").textContent();
      await page.keyboard.press("Escape");
      if (heading === path) return { x, y };
    }
  }
  throw new Error(`${path} is nowhere in the picture`);
}
