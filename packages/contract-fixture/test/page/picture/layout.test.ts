import * as fc from "fast-check";
import { expect, test } from "vitest";
import { numRuns } from "../../../../../vitest.properties.js";
import { toGraph, type World } from "../../../dist/page/picture/graph.js";
import { type Layout, type LayoutOptions, layOut } from "../../../dist/page/picture/layout.js";
import type { Rectangle } from "../../../dist/page/picture/rectangle.js";
import { createFleet } from "../fleet.js";
import { worlds } from "./worlds.js";

const desktop = { viewWidth: 850, viewHeight: 540 };
const phone = { viewWidth: 260, viewHeight: 430 };
const options = fc.constantFrom<LayoutOptions>(desktop, phone);

test("no two nodes overlap, and each is within the boxes of its groups only", () => {
  fc.assert(
    fc.property(worlds, options, (world, option) => {
      const graph = toGraph(world);
      const layout = layOut(graph, option);
      expect(layout.nodes.size).toBe(graph.nodes.size);
      expect(findMisplaced(layout)).toEqual([]);
    }),
  );
});

test("places do not depend on the order of projects and groups", () => {
  fc.assert(
    fc.property(worlds, options, (world, option) => {
      const shuffled = { ...world, projects: world.projects.toReversed(), groups: world.groups.toReversed() };
      expect(toPlaces(layOut(toGraph(shuffled), option))).toEqual(toPlaces(layOut(toGraph(world), option)));
    }),
    { numRuns: numRuns(60) },
  );
});

test("a changed allowlist or setting moves no node of a small picture", () => {
  const world = { ...createFleet(50), instance: { enforced: false } };
  const before = layOut(toGraph(world), desktop);
  expect([...before.nodes.values()].some(({ shape }) => shape === "dot")).toBe(false);
  const after = layOut(toGraph(withoutEntries(world, 1)), desktop);
  expect(toPlaces(after)).toEqual(toPlaces(before));
});

test("in a picture of 200 projects, changed allowlists move no group to other columns", () => {
  const world = { ...createFleet(200), instance: { enforced: false } };
  const before = toColumns(layOut(toGraph(world), desktop));
  for (const step of [1, 2, 3, 5]) {
    const ids = world.projects.map(({ id }) => id).filter((id) => id % step === 0);
    expect(toColumns(layOut(toGraph(withoutEntries(world, ...ids)), desktop))).toEqual(before);
  }
});

test("200 projects are laid out compactly, and 2,000 in a moment", () => {
  const { nodes, width, height } = layOut(
    toGraph({ ...createFleet(200), instance: { enforced: false } }),
    desktop,
  );
  const dots = [...nodes.values()].filter(({ shape }) => shape === "dot");
  expect(dots.length).toBeGreaterThan(5);
  expect(dots.length).toBeLessThan(100);
  // Readable at the width of the viewport.
  expect(width).toBeLessThanOrEqual(desktop.viewWidth / 0.85);
  expect(height).toBeLessThan(3200);

  const graph = toGraph({ ...createFleet(2000), instance: { enforced: false } });
  const start = process.cpuUsage();
  layOut(graph, desktop);
  // CPU time of this process, so that a busy machine makes no difference.
  expect(process.cpuUsage(start).user / 1_000).toBeLessThan(2_000);
});

test("on a phone, the picture has one column", () => {
  const { width } = layOut(toGraph({ ...createFleet(200), instance: { enforced: false } }), phone);
  expect(width).toBeLessThanOrEqual(phone.viewWidth / 0.85);
});

test("an empty world has an empty picture", () => {
  const { nodes, width, height } = layOut(
    toGraph({ projects: [], groups: [], instance: { enforced: false } }),
    desktop,
  );
  expect([nodes.size, width, height]).toEqual([0, 0, 0]);
});

function withoutEntries(world: World, ...ids: number[]): World {
  return {
    ...world,
    projects: world.projects.map((project) =>
      ids.includes(project.id)
        ? { ...project, inboundEnabled: !project.inboundEnabled, allowedProjects: [], allowedGroups: [] }
        : project,
    ),
  };
}

function toPlaces({ nodes }: Layout): Record<string, Rectangle> {
  return Object.fromEntries(
    [...nodes].map(([key, { x, y, width, height }]) => [key, { x, y, width, height }]),
  );
}

function toColumns({ boxes }: Layout): unknown[] {
  return boxes.filter(({ depth }) => depth === 0).map(({ path, x, width }) => ({ path, x, width }));
}

/** Finds nodes that overlap others, or lie in the wrong boxes. */
function findMisplaced({ nodes, boxes, width, height }: Layout): string[] {
  const places = [...nodes.values()];
  return places
    .filter((place, i) => {
      const { kind, path } = place.node;
      const owner = (kind === "group" ? `${path}/` : path).toLowerCase();
      const isInBoxes = boxes.every((box) => {
        const isMember = box.path === "" ? !owner.includes("/") : owner.startsWith(`${box.path}/`);
        return isMember ? contains(box, place) : !overlap(box, place);
      });
      const isFree = places.slice(i + 1).every((other) => !overlap(place, other));
      return !isInBoxes || !isFree || !contains({ x: 0, y: 0, width, height }, place);
    })
    .map(({ node }) => node.key);
}

function contains(outer: Rectangle, inner: Rectangle): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
