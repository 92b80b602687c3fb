import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PageNode } from "../../src/formats/html/page-data.js";
import { findNeighbor } from "../../src/page/find-neighbor.js";
import { type Layout, layOut, type Rectangle } from "../../src/page/layout.js";
import { buildGraph, everybody, group, nameless, nodeOf, pathsOf, project } from "./build-graph.js";

const segment = fc.constantFrom("a", "b", "c", "Tools", "x-10", "x-9");
const path = fc.array(segment, { minLength: 2, maxLength: 3 }).map((parts) => parts.join("/"));
const fleets = fc
  .record({
    projects: fc.uniqueArray(fc.tuple(path, fc.nat(400)), { selector: String, maxLength: 300 }),
    groups: fc.uniqueArray(path, { selector: (text) => text.toLowerCase() }),
    nameless: fc.uniqueArray(fc.nat(9)),
    aspect: fc.double({ min: 0.2, max: 4, noNaN: true }),
  })
  .map(({ projects, groups, nameless: ids, aspect }) => ({
    nodes: [
      everybody,
      ...projects.map(([text, number]) => project(`${text}-${number}`)),
      ...groups.map((text) => group(text)),
      ...ids.map((id) => nameless(id)),
    ],
    aspect,
  }));

function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function contains(a: Rectangle, b: Rectangle): boolean {
  return a.x <= b.x && a.y <= b.y && a.x + a.width >= b.x + b.width && a.y + a.height >= b.y + b.height;
}

/** Each box with what is in it, in the order in which they are read. */
function read({ boxes, nodes }: Layout): string[] {
  return boxes.map((box) => {
    const inside = nodes.filter((node) => !node.isTitle && contains(box, node)).map(({ label }) => label);
    return `${box.title}: ${inside.join(", ")}`;
  });
}

describe("any fleet", () => {
  test("is drawn whole: each node once, in a box, over no other", () => {
    fc.assert(
      fc.property(fleets, ({ nodes, aspect }) => {
        const graph = buildGraph(nodes);
        const layout = layOut(graph, aspect);
        expect(layout.nodes).toHaveLength(nodes.length);
        expect([...layout.places.keys()].sort((a, b) => a.index - b.index)).toEqual(graph.nodes);
        const picture = { x: 0, y: 0, width: layout.width, height: layout.height };
        expect(layout.height).toBe(Math.max(...layout.boxes.map(({ y, height }) => y + height)));
        for (const [i, box] of layout.boxes.entries()) {
          expect(contains(picture, box)).toBe(true);
          expect(layout.boxes.slice(i + 1).some((other) => overlap(box, other))).toBe(false);
        }
        const cells = layout.nodes.filter(({ isTitle }) => !isTitle);
        for (const [i, cell] of cells.entries()) {
          expect(layout.boxes.filter((box) => contains(box, cell))).toHaveLength(1);
          expect(cells.slice(i + 1).some((other) => overlap(cell, other))).toBe(false);
        }
      }),
      { numRuns: 30 },
    );
  });

  test("is drawn alike in whichever order it is given", () => {
    fc.assert(
      fc.property(
        fleets.chain(({ nodes, aspect }) =>
          fc.tuple(
            fc.constant(nodes),
            fc.shuffledSubarray(nodes, { minLength: nodes.length }),
            fc.constant(aspect),
          ),
        ),
        ([nodes, shuffled, aspect]) => {
          const place = (given: readonly PageNode[]) =>
            layOut(buildGraph(given), aspect).nodes.map(({ node, x, y }) => `${node.path} ${x} ${y}`);
          // Groups that differ only by case would share a box, whose title is the first one.
          fc.pre(new Set(nodes.map(({ path }) => path.toLowerCase())).size === nodes.length);
          expect(place(shuffled)).toEqual(place(nodes));
        },
      ),
      { numRuns: 30 },
    );
  });
});

test("everybody is first, then the groups and their projects by path, numbers by their value", () => {
  const nodes = [
    project("b/x-10"),
    project("b/x-9"),
    project("B/sub/y"),
    nameless(5),
    { ...project("alone") },
    group("a"),
    group("b"),
    project("a/z"),
    everybody,
  ];
  const layout = layOut(buildGraph(nodes), 1);
  expect(read(layout)).toEqual([
    "every project: ",
    "a: z",
    "b: x-9, x-10",
    "B/sub: y",
    "path not known: project 5",
    "without a group: alone",
  ]);
  expect(pathsOf(layout.nodes.map(({ node }) => node))).toEqual([
    "every project",
    "a",
    "a/z",
    "b",
    "b/x-9",
    "b/x-10",
    "B/sub/y",
    "project 5",
    "alone",
  ]);
  const titles = layout.nodes.filter(({ isTitle }) => isTitle).map(({ label }) => label);
  expect(titles).toEqual(["every project", "a", "b"]);
});

test("a second group of the same path, in another case, is drawn without a box of its own", () => {
  const layout = layOut(buildGraph([group("a"), group("A")]), 1);
  expect(layout.boxes.map(({ title }) => title)).toEqual(["a", "without a group"]);
  expect(layout.nodes.map(({ label, isTitle }) => `${label} ${isTitle}`)).toEqual(["a true", "A false"]);
});

test("few projects are cards, and from 160 nodes on small cells", () => {
  const fleet = (length: number) =>
    layOut(buildGraph(Array.from({ length }, (_, i) => project(`a/p-${i}`))), 1);
  const card = fleet(159);
  expect(card.nodes[0]).toMatchObject({ x: 8, y: 34, width: 152, height: 26 });
  expect(card.nodes[1]).toMatchObject({ x: 168, y: 34 });
  const cell = fleet(160);
  expect(cell.nodes[0]).toMatchObject({ x: 5, y: 31, width: 24, height: 16 });
  expect(cell.nodes[1]).toMatchObject({ x: 33, y: 31 });
});

test.for([
  [0, 168, 26],
  [1, 168, 68],
  [4, 168, 170],
  // Two columns of boxes, with two projects in a row.
  [5, 376, 136],
  [6, 376, 136],
  [7, 376, 170],
  [160, 382, 292],
] as const)("the box of a group with %d projects is %d wide and %d high", ([length, width, height]) => {
  const projects = Array.from({ length }, (_, i) => project(`a/p-${i}`));
  const layout = layOut(buildGraph([group("a"), ...projects]), 0.01);
  expect(layout.boxes).toMatchObject([{ x: 0, y: 0, width, height }]);
  expect(layout).toMatchObject({ width, height });
});

test("a box is as far up and to the left as it fits", () => {
  const sizes = { a: 4, b: 1, c: 1, d: 5, e: 1 };
  const nodes = Object.entries(sizes).flatMap(([name, length]) =>
    Array.from({ length }, (_, i) => project(`${name}/p-${i}`)),
  );
  const places = layOut(buildGraph(nodes), 1).boxes.map(({ title, x, y }) => `${title} ${x} ${y}`);
  expect(places).toMatchInlineSnapshot(`
    [
      "a 0 0",
      "b 208 0",
      "c 208 108",
      "d 0 216",
      "e 0 392",
    ]
  `);
});

test("a wide window gets a wide picture", () => {
  const graph = buildGraph(Array.from({ length: 40 }, (_, i) => project(`g-${i}/app`)));
  const ratio = (aspect: number) => {
    const { width, height } = layOut(graph, aspect);
    return width / height;
  };
  expect(ratio(0.5)).toBeGreaterThan(0.3);
  expect(ratio(0.5)).toBeLessThan(0.9);
  expect(ratio(2)).toBeGreaterThan(1.4);
  expect(ratio(2)).toBeLessThan(2.8);
});

test("a picture of nothing has no boxes", () => {
  expect(layOut(buildGraph([]), 1)).toMatchObject({ boxes: [], nodes: [] });
});

describe("the arrow keys", () => {
  // Two columns of cards: p-0 and p-1, below p-2 and p-3, below p-4.
  const graph = buildGraph(Array.from({ length: 5 }, (_, i) => project(`a/p-${i}`)));
  const layout = layOut(graph, 1);
  const from = (name: string, direction: Parameters<typeof findNeighbor>[2]) =>
    findNeighbor(layout, nodeOf(graph, `a/${name}`), direction)?.path;

  test("go to the nearest node in their direction, straight ahead before aside", () => {
    const { x } = layout.nodes[1] ?? {};
    expect(x).toBe(168);
    expect(from("p-0", "right")).toBe("a/p-1");
    expect(from("p-0", "down")).toBe("a/p-2");
    expect(from("p-3", "left")).toBe("a/p-2");
    expect(from("p-3", "up")).toBe("a/p-1");
    expect(from("p-3", "down")).toBe("a/p-4");
    expect(from("p-4", "right")).toBe("a/p-3");
  });

  test("go nowhere where nothing is", () => {
    expect(from("p-0", "up")).toBeUndefined();
    expect(from("p-0", "left")).toBeUndefined();
    expect(from("p-1", "right")).toBeUndefined();
    expect(from("p-4", "down")).toBeUndefined();
    const other = buildGraph([project("b/other")]);
    expect(findNeighbor(layout, nodeOf(other, "b/other"), "down")).toBeUndefined();
  });
});
