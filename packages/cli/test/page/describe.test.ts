import { describe, expect, test } from "vitest";
import type { PageNode } from "../../src/formats/html/page-data.js";
import { describeGraph, describeNode, describeState } from "../../src/page/describe.js";
import { markOf } from "../../src/page/mark.js";
import { buildGraph, everybody, group, nameless, nodeOf, project } from "./build-graph.js";

describe("a node", () => {
  test.for<[PageNode, string, string]>([
    [project("a/b", { status: "unchanged", isOpen: false }), "restricted", "restricted"],
    [project("a/b", { status: "unchanged", isOpen: true }), "open to every project", "open"],
    [project("a/b", { status: "unchanged" }), "", "restricted"],
    [project("a/b", {}), "not part of this run", "outside"],
    [project("a/b", { isUnreadable: true }), "not found, or not visible", "unreadable"],
    [project("a/b", { isUnreadable: false }), "not part of this run", "outside"],
    [group("a", {}), "", "outside"],
    [group("a", { isUnreadable: true }), "not found, or not visible", "unreadable"],
    [everybody, "", "outside"],
    [project("a/b", { status: "failed", headline: "forbidden" }), "failed: forbidden", "failed"],
    [
      project("a/b", { status: "failed", headline: "network", isOpen: true }),
      "open to every project, failed: network",
      "failed",
    ],
    [
      project("a/b", { status: "findings", headline: "differs", isOpen: false }),
      "restricted, differs",
      "findings",
    ],
    [
      project("a/b", { status: "pending", headline: "2 to be made", isOpen: false }),
      "restricted, 2 to be made",
      "changed",
    ],
    [
      project("a/b", { status: "changed", headline: "2 made", isOpen: false }),
      "restricted, 2 made",
      "changed",
    ],
    [
      project("a/b", { status: "changed", headline: "2 made", isOpen: true }),
      "open to every project, 2 made",
      "open",
    ],
  ])("%j is described as %s and marked as %s", ([node, words, mark]) => {
    const graph = buildGraph([node]);
    expect(describeState(nodeOf(graph, node.path)).join(", ")).toBe(words);
    expect(markOf(node)).toBe(mark);
  });

  test("is announced with its ID and the number of its arrows", () => {
    const { nodes } = buildGraph(
      [
        project("a/b", { id: 5, status: "unchanged", isOpen: false }),
        project("a/open", { id: 6, status: "unchanged", isOpen: true }),
        nameless(7),
        group("g", { id: 8 }),
        project("a/c"),
      ],
      [
        ["a/c", "a/b"],
        ["project 7", "a/b"],
        ["g", "a/b"],
        ["a/b", "a/open"],
        ["g", "a/open"],
        ["a/b", "a/c"],
      ],
    );
    expect(nodes.map(describeNode)).toEqual([
      "a/b, project 5, restricted, 3 callers, may call 2",
      // Its number of callers would say that it has so few.
      "a/open, project 6, open to every project",
      "project 7, not part of this run, may call 1",
      "g, group 8, may call 2",
      "a/c, restricted, 1 caller, may call 1",
    ]);
  });

  test("has large numbers with separators", () => {
    const projects = Array.from({ length: 1_200 }, (_, i) => project(`a/p${i}`));
    const graph = buildGraph(
      [...projects, group("g")],
      projects.map(({ path }) => ["g", path]),
    );
    expect(describeNode(nodeOf(graph, "g"))).toBe("g, may call 1,200");
    expect(describeGraph(graph)).toBe(
      "1,200 projects, 0 open; 1 group; 1,200 arrows. Arrows are drawn of what you select, find or filter. Zoom in for the names.",
    );
  });
});

test("the picture is described by what it has", () => {
  const graph = buildGraph(
    [everybody, project("a/b", { isOpen: true }), group("g"), group("h")],
    [["every project", "a/b", "open"]],
  );
  expect(describeGraph(graph)).toBe("1 project, 1 open; 2 groups; 1 arrow.");
  expect(describeGraph(buildGraph([]))).toBe("0 projects, 0 open; 0 groups; 0 arrows.");
});
