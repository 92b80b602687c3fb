import { expect, test } from "vitest";
import { type Arrow, findReach, toGraph } from "../../src/page/graph.js";
import { buildGraph, everybody, group, nameless, nodeOf, pathsOf, project } from "./build-graph.js";

const describeArrows = (arrows: Iterable<Arrow>) =>
  [...arrows].map(({ from, to, state }) => `${from.path} > ${to.path}: ${state}`);

test("nodes know their arrows, and an arrow without both ends is left out", () => {
  const graph = toGraph({
    nodes: [project("group/app"), group("group")],
    arrows: [
      [1, 0, "added"],
      [1, 2, "stays"],
      [2, 0, "stays"],
    ],
  });
  expect(describeArrows(graph.arrows)).toEqual(["group > group/app: added"]);
  expect(describeArrows(nodeOf(graph, "group/app").incoming)).toEqual(["group > group/app: added"]);
  expect(nodeOf(graph, "group/app").outgoing).toEqual([]);
  expect(describeArrows(nodeOf(graph, "group").outgoing)).toEqual(["group > group/app: added"]);
  expect(nodeOf(graph, "group").incoming).toEqual([]);
  expect(graph.nodes.map(({ index }) => index)).toEqual([0, 1]);
  expect(graph).not.toHaveProperty("gitlab");
  expect(toGraph({ gitlab: "https://gitlab.example.com", nodes: [], arrows: [] }).gitlab).toBe(
    "https://gitlab.example.com",
  );
});

test("a project may also call what a group that contains it may call", () => {
  const graph = buildGraph(
    [
      project("Group/sub/app"),
      group("group"),
      group("group/SUB"),
      group("group/su"),
      group("other"),
      project("target/a"),
      project("target/b"),
      project("target/c"),
      project("target/d"),
    ],
    [
      ["group", "target/a"],
      ["group/SUB", "target/b", "added"],
      ["group/su", "target/c"],
      ["other", "target/c"],
      ["Group/sub/app", "target/d"],
      ["group", "Group/sub/app"],
      ["target/a", "Group/sub/app", "removed"],
    ],
  );
  const reach = findReach(graph, nodeOf(graph, "Group/sub/app"));
  expect(pathsOf(reach.callers)).toEqual(["group", "target/a"]);
  expect(pathsOf(reach.callees).sort()).toEqual(["target/a", "target/b", "target/d"]);
  expect(describeArrows(reach.arrows).sort()).toEqual([
    "Group/sub/app > target/d: stays",
    "group > Group/sub/app: stays",
    "group > target/a: stays",
    "group/SUB > target/b: added",
    "target/a > Group/sub/app: removed",
  ]);
});

test("a project does not contain, and what has no path is contained by nothing", () => {
  const graph = buildGraph(
    [
      project("group"),
      project("group/app"),
      group("project 1"),
      nameless(1),
      { ...group("group/app"), isPath: false },
      project("group/app/tool"),
      project("target/a"),
      everybody,
    ],
    [
      ["group", "target/a"],
      ["project 1", "target/a"],
    ],
  );
  for (const path of ["group/app", "project 1", "group/app/tool", "every project"]) {
    const { callees, callers } = findReach(graph, nodeOf(graph, path));
    expect(pathsOf(callees), path).toEqual(path === "project 1" ? ["target/a"] : []);
    expect(callers.size, path).toBe(0);
  }
  const unknown = graph.nodes.find(({ kind, path }) => kind === "project" && path === "project 1");
  if (unknown === undefined) throw new Error("no project 1");
  expect(findReach(graph, unknown).callees.size).toBe(0);
});

test("a group may call what its own entry and those of its ancestors allow", () => {
  const graph = buildGraph(
    [group("group"), group("group/sub"), project("target/a"), project("target/b"), project("group/sub/app")],
    [
      ["group", "target/a"],
      ["group/sub", "target/b"],
      ["group/sub/app", "target/a"],
    ],
  );
  expect(pathsOf(findReach(graph, nodeOf(graph, "group")).callees)).toEqual(["target/a"]);
  expect(pathsOf(findReach(graph, nodeOf(graph, "group/sub")).callees)).toEqual(["target/b", "target/a"]);
});
