import { type Arrow, type Graph, type GraphNode, indexArrows } from "./graph.js";

/** A part of a graph that is small enough to be drawn. */
export interface Excerpt {
  readonly graph: Graph;
  /** The number of projects and groups that it lacks. */
  readonly missingNodes: number;
  /** The number of arrows that it lacks, although it has both of their ends. */
  readonly missingArrows: number;
}

/**
 * Limits a graph. Preferred nodes and the arrows between them are kept first, then open projects, then those with the most arrows.
 */
export function excerpt(
  graph: Graph,
  maxNodes: number,
  maxArrows: number,
  preferred: ReadonlySet<GraphNode>,
): Excerpt {
  const { nodes, arrows } = graph;
  if (nodes.size <= maxNodes && arrows.length <= maxArrows)
    return { graph, missingNodes: 0, missingArrows: 0 };
  const rank = (node: GraphNode): number =>
    (preferred.has(node) ? 1e9 : 0) +
    (node.isOpen ? 1e6 : 0) +
    (graph.outgoing.get(node.key)?.length ?? 0) +
    (graph.incoming.get(node.key)?.length ?? 0);
  const ranked = [...nodes.values()].map((node) => ({ node, rank: rank(node) }));
  const keys = new Set(
    ranked
      .sort((a, b) => b.rank - a.rank)
      .slice(0, maxNodes)
      .map(({ node }) => node.key),
  );
  const between = arrows.filter(({ from, to }) => keys.has(from) && keys.has(to));
  const preferredKeys = new Set([...preferred].map(({ key }) => key));
  const isPreferred = ({ from, to }: Arrow): boolean => preferredKeys.has(from) && preferredKeys.has(to);
  const kept = between
    .toSorted((a, b) => Number(isPreferred(b)) - Number(isPreferred(a)))
    .slice(0, maxArrows);
  return {
    graph: indexArrows(new Map([...nodes].filter(([key]) => keys.has(key))), kept),
    missingNodes: nodes.size - keys.size,
    missingArrows: between.length - kept.length,
  };
}
