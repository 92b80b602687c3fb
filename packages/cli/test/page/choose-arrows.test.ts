import { expect, test } from "vitest";
import { arrowsOf, chooseArrows, hasManyArrows } from "../../src/page/choose-arrows.js";
import type { Arrow } from "../../src/page/graph.js";
import { buildGraph, group, nodeOf, project } from "./build-graph.js";

const states = (arrows: readonly Arrow[]) => arrows.map(({ state }) => state);
const projects = (length: number) => Array.from({ length }, (_, i) => project(`a/p${i}`));

test("more than 300 arrows are many", () => {
  const withArrows = (length: number) =>
    buildGraph(
      [group("g"), ...projects(length)],
      projects(length).map(({ path }) => ["g", path]),
    );
  expect(hasManyArrows(withArrows(300))).toBe(false);
  expect(hasManyArrows(withArrows(301))).toBe(true);
});

test("without a choice, only arrows with marks are drawn, unless there are more than 40 of a kind", () => {
  const added = (length: number) =>
    buildGraph(
      [group("g"), group("h"), ...projects(length)],
      [
        ...projects(length).map(({ path }) => ["g", path, "added"] as const),
        ["h", "a/p0", "removed"],
        ["h", "a/p1"],
      ],
    );
  const draw = (graph: ReturnType<typeof added>) => chooseArrows(graph, new Set(graph.nodes));
  expect(states(draw(added(40)))).toEqual([...Array(40).fill("added"), "removed"]);
  expect(states(draw(added(41)))).toEqual(["removed"]);
});

test("of few nodes all arrows are drawn, of more those between them and those with marks", () => {
  const graph = buildGraph(
    [group("g"), group("h"), ...projects(30)],
    [
      ["g", "a/p0"],
      ["g", "a/p1", "added"],
      ["a/p0", "a/p1"],
      ["h", "g", "removed"],
    ],
  );
  const shownFirst = (length: number) => new Set(projects(length).map(({ path }) => nodeOf(graph, path)));
  expect(states(chooseArrows(graph, shownFirst(20)))).toEqual(["stays", "added", "stays"]);
  expect(states(chooseArrows(graph, shownFirst(21)))).toEqual(["added", "stays"]);
  expect(chooseArrows(graph, shownFirst(0))).toEqual([]);
  const first = new Set([nodeOf(graph, "a/p0")]);
  expect(arrowsOf(graph, first).map(({ from, to }) => `${from.path} > ${to.path}`)).toEqual([
    "g > a/p0",
    "a/p0 > a/p1",
  ]);
});
