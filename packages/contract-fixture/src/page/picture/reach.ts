import type { Arrow, Graph, GraphNode } from "./graph.js";

/** Who may call a project or group, and whom it may call. */
export interface Reach {
  /** The entries of its allowlist. Jobs of all projects in a group on it may call the project. */
  readonly callers: readonly GraphNode[];
  /** The projects that it may call by an entry of theirs. */
  readonly callees: readonly Callee[];
  /** The arrows that stand for both. */
  readonly arrows: ReadonlySet<Arrow>;
}

/** A project that may be called. */
export interface Callee {
  readonly node: GraphNode;
  /** The group on its allowlist that contains the caller. Undefined if the caller itself is on it. */
  readonly through?: GraphNode;
}

/** Finds who may call a node, and whom it may call, also as a member of a group. */
export function findReach(graph: Graph, node: GraphNode): Reach {
  const incoming = graph.incoming.get(node.key) ?? [];
  const callees = new Map<string, Callee>();
  const arrows = new Set(incoming);
  for (const source of [node, ...findAncestors(graph, node)]) {
    for (const arrow of graph.outgoing.get(source.key) ?? []) {
      const target = graph.nodes.get(arrow.to);
      if (target === undefined || target === node) continue;
      arrows.add(arrow);
      if (callees.has(arrow.to)) continue;
      callees.set(arrow.to, source === node ? { node: target } : { node: target, through: source });
    }
  }
  return {
    callers: incoming.flatMap(({ from }) => graph.nodes.get(from) ?? []),
    callees: [...callees.values()],
    arrows,
  };
}

/** The groups that contain a node, by their paths: the innermost first. */
export function findAncestors(graph: Graph, { path }: GraphNode): readonly GraphNode[] {
  const groups = groupsByPath(graph);
  const segments = path.toLowerCase().split("/").slice(0, -1);
  return segments.flatMap((_, i) => groups.get(segments.slice(0, i + 1).join("/")) ?? []).reverse();
}

/** The projects in a group and its subgroups. */
export function findMembers({ nodes }: Graph, group: GraphNode): readonly GraphNode[] {
  const prefix = `${group.path.toLowerCase()}/`;
  return [...nodes.values()].filter(
    ({ kind, path }) => kind === "project" && path.toLowerCase().startsWith(prefix),
  );
}

const indexes = new WeakMap<Graph, ReadonlyMap<string, GraphNode>>();

function groupsByPath(graph: Graph): ReadonlyMap<string, GraphNode> {
  const index =
    indexes.get(graph) ??
    new Map(
      [...graph.nodes.values()]
        .filter(({ kind }) => kind === "group")
        .map((node) => [node.path.toLowerCase(), node]),
    );
  indexes.set(graph, index);
  return index;
}
