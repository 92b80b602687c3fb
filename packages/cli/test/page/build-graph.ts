import type { ArrowState, PageNode } from "../../src/formats/html/page-data.js";
import { type Graph, type Node, toGraph } from "../../src/page/graph.js";

type Given = Omit<PageNode, "kind" | "path" | "isPath">;

export const everybody: PageNode = { kind: "everybody", path: "every project", isPath: false };

/** A project with a path: part of the run, and restricted. */
export function project(path: string, given: Given = { status: "unchanged", isOpen: false }): PageNode {
  return { kind: "project", path, isPath: true, ...given };
}

/** A project of which only the ID is known. */
export function nameless(id: number, given: Given = {}): PageNode {
  return { kind: "project", path: `project ${id}`, isPath: false, id, ...given };
}

export function group(path: string, given: Given = {}): PageNode {
  return { kind: "group", path, isPath: true, ...given };
}

/** @param arrows Paths: the caller, whom it may call, and the state if it is not `stays`. */
export function buildGraph(
  nodes: readonly PageNode[],
  arrows: readonly (readonly [from: string, to: string, state?: ArrowState])[] = [],
): Graph {
  const indexOf = (path: string) => nodes.findIndex((node) => node.path === path);
  return toGraph({
    nodes,
    arrows: arrows.map(([from, to, state = "stays"]) => [indexOf(from), indexOf(to), state]),
  });
}

export function nodeOf({ nodes }: Graph, path: string): Node {
  const node = nodes.find((candidate) => candidate.path === path);
  if (node === undefined) throw new Error(`no node ${path}`);
  return node;
}

export function pathsOf(nodes: Iterable<Node>): string[] {
  return [...nodes].map(({ path }) => path);
}
