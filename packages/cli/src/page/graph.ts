import type { ArrowState, PageData, PageNode } from "../formats/html/page-data.js";

/** A node with its arrows. */
export interface Node extends PageNode {
  readonly index: number;
  readonly incoming: readonly Arrow[];
  readonly outgoing: readonly Arrow[];
}

/** An entry of the allowlist of `to`. */
export interface Arrow {
  readonly from: Node;
  readonly to: Node;
  readonly state: ArrowState;
}

export interface Graph {
  readonly nodes: readonly Node[];
  readonly arrows: readonly Arrow[];
  readonly gitlab?: string;
}

/** Who may call a node and whom it may call, also through a group. */
export interface Reach {
  readonly callers: ReadonlySet<Node>;
  readonly callees: ReadonlySet<Node>;
  readonly arrows: ReadonlySet<Arrow>;
}

export function toGraph({ nodes: data, arrows: entries, gitlab }: PageData): Graph {
  const nodes = data.map((node, index) => ({
    ...node,
    index,
    incoming: [] as Arrow[],
    outgoing: [] as Arrow[],
  }));
  const arrows = entries.flatMap(([fromIndex, toIndex, state]) => {
    const from = nodes[fromIndex];
    const to = nodes[toIndex];
    if (from === undefined || to === undefined) return [];
    const arrow: Arrow = { from, to, state };
    from.outgoing.push(arrow);
    to.incoming.push(arrow);
    return [arrow];
  });
  return { nodes, arrows, ...(gitlab !== undefined && { gitlab }) };
}

/** Finds who may call a node, and whom it may call: a project also by the entry of a group that contains it. */
export function findReach(graph: Graph, node: Node): Reach {
  const sources = [node, ...findAncestors(graph, node)];
  const outgoing = sources.flatMap((source) => source.outgoing).filter(({ to }) => to !== node);
  return {
    callers: new Set(node.incoming.map(({ from }) => from)),
    callees: new Set(outgoing.map(({ to }) => to)),
    arrows: new Set([...node.incoming, ...outgoing]),
  };
}

function findAncestors({ nodes }: Graph, { path, isPath }: Node): readonly Node[] {
  if (!isPath) return [];
  const inside = `${path.toLowerCase()}/`;
  return nodes.filter(
    (other) => other.kind === "group" && other.isPath && inside.startsWith(`${other.path.toLowerCase()}/`),
  );
}
