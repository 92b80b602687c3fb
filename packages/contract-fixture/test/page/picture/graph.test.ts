import * as fc from "fast-check";
import { expect, test } from "vitest";
import { describeNode, shorten } from "../../../dist/page/picture/describe.js";
import { excerpt } from "../../../dist/page/picture/excerpt.js";
import { type Graph, type GraphNode, type NodeKey, toGraph } from "../../../dist/page/picture/graph.js";
import { findMembers, findReach } from "../../../dist/page/picture/reach.js";
import { createFleet } from "../fleet.js";
import { worlds } from "./worlds.js";

const none = { inboundEnabled: true, allowedProjects: [], allowedGroups: [] };
const world = {
  instance: { enforced: false },
  groups: [
    { id: 7, path: "Group" },
    { id: 8, path: "group/sub" },
    { id: 9, path: "groups" },
  ],
  projects: [
    { ...none, id: 1, path: "group/app", allowedProjects: [1, 2, 9999], allowedGroups: [8] },
    { ...none, id: 2, path: "groups/tool", allowedGroups: [7] },
    { ...none, id: 3, path: "group/sub/worker", allowedProjects: [1] },
    { ...none, id: 4, path: "groups/public", inboundEnabled: false },
  ],
};

test("an arrow leads from who is on an allowlist to the project that may be called", () => {
  expect(toGraph(world).arrows).toEqual([
    { from: "project 2", to: "project 1" },
    { from: "group 8", to: "project 1" },
    { from: "group 7", to: "project 2" },
    { from: "project 1", to: "project 3" },
  ]);
});

test("a group on an allowlist stands for the projects in it and in its subgroups", () => {
  const graph = toGraph(world);
  expect(findMembers(graph, node(graph, "group 7")).map(({ id }) => id)).toEqual([1, 3]);
  const { callers, callees, arrows } = findReach(graph, node(graph, "project 3"));
  expect(callers.map(({ key }) => key)).toEqual(["project 1"]);
  expect(callees.map(({ node: { key }, through }) => [key, through?.key])).toEqual([
    ["project 1", "group 8"],
    ["project 2", "group 7"],
  ]);
  expect(arrows.size).toBe(3);
});

test("who may call whom is the same for both of them", () => {
  fc.assert(
    fc.property(worlds, (random) => {
      const graph = toGraph(random);
      const nodes = [...graph.nodes.values()];
      const projects = nodes.filter(({ kind }) => kind === "project");
      const calls = projects.flatMap((project) =>
        findReach(graph, project).callees.map(({ node: callee }) => `${project.id} calls ${callee.id}`),
      );
      const permissions = projects.flatMap((project) =>
        findReach(graph, project)
          .callers.flatMap((caller) => (caller.kind === "group" ? findMembers(graph, caller) : caller))
          .filter((caller) => caller !== project)
          .map((caller) => `${caller.id} calls ${project.id}`),
      );
      expect(new Set(calls)).toEqual(new Set(permissions));
    }),
  );
});

test("an open project may be called by every project, unless the instance enforces the scope", () => {
  const graph = toGraph(world);
  expect(describeNode(graph, node(graph, "project 4"))).toBe(
    "groups/public, project 4, open, may be called by every project",
  );
  const enforced = toGraph({ ...world, instance: { enforced: true } });
  expect(describeNode(enforced, node(enforced, "project 4"))).toBe(
    "groups/public, project 4, restricted, may be called by no other project",
  );
});

test("nodes are described in words", () => {
  const graph = toGraph(world);
  expect(describeNode(graph, node(graph, "project 1"))).toBe(
    "group/app, project 1, restricted, may be called by 1 project and 1 group, may call 1 project",
  );
  expect(describeNode(graph, node(graph, "group 7"))).toBe("Group, group 7, may call 1 project");
  expect(shorten("notifications-service-2", 12)).toBe("notifi…ice-2");
  expect(shorten("short", 12)).toBe("short");
});

test("an excerpt keeps preferred nodes, then open projects, then those with the most arrows", () => {
  const graph = toGraph({ ...createFleet(200), instance: { enforced: false } });
  const preferred = new Set([node(graph, "project 2"), node(graph, "project 3")]);
  const part = excerpt(graph, 50, 40, preferred);
  expect(part.graph.nodes.size).toBe(50);
  expect(part.graph.arrows.length).toBe(40);
  expect(part.missingNodes).toBe(graph.nodes.size - 50);
  expect(part.missingArrows).toBeGreaterThan(0);
  const open = [...graph.nodes.values()].filter(({ isOpen }) => isOpen);
  expect(open.length).toBeGreaterThan(0);
  for (const { key } of [...preferred, ...open]) expect(part.graph.nodes.has(key)).toBe(true);
  for (const { from, to } of part.graph.arrows) {
    expect(part.graph.nodes.has(from) && part.graph.nodes.has(to)).toBe(true);
  }
  expect(excerpt(graph, 1000, 1000, preferred)).toEqual({ graph, missingNodes: 0, missingArrows: 0 });
});

test("an excerpt keeps the arrows between preferred nodes first", () => {
  const graph = toGraph(world);
  const preferred = new Set([node(graph, "project 1"), node(graph, "project 3")]);
  const { graph: part, missingArrows } = excerpt(graph, 100, 1, preferred);
  expect(part.arrows).toEqual([{ from: "project 1", to: "project 3" }]);
  expect(missingArrows).toBe(3);
});

function node(graph: Graph, key: NodeKey): GraphNode {
  const found = graph.nodes.get(key);
  if (found === undefined) throw new Error(`no ${key}`);
  return found;
}
