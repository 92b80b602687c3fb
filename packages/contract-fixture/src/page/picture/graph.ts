/** The projects and groups of a GitLab, and who is on whose allowlist. `gitlab.state()` is one. */
export interface World {
  readonly instance: { readonly enforced: boolean };
  readonly projects: readonly WorldProject[];
  readonly groups: readonly WorldGroup[];
}

export interface WorldGroup {
  readonly id: number;
  /** The full path: `"group/subgroup"`. */
  readonly path: string;
}

export interface WorldProject extends WorldGroup {
  readonly inboundEnabled: boolean;
  readonly allowedProjects: readonly number[];
  readonly allowedGroups: readonly number[];
}

/** `"project 1"`, `"group 7"`. */
export type NodeKey = `${"project" | "group"} ${number}`;

/** A project or a group. */
export interface GraphNode {
  readonly key: NodeKey;
  readonly kind: "project" | "group";
  readonly id: number;
  readonly path: string;
  /** Whether jobs of every project may call it. False for a group. */
  readonly isOpen: boolean;
}

/** An entry of the allowlist of `to`: jobs of `from`, or of the projects in it, may call `to`. */
export interface Arrow {
  readonly from: NodeKey;
  readonly to: NodeKey;
}

/** Who may call whom. */
export interface Graph {
  readonly nodes: ReadonlyMap<NodeKey, GraphNode>;
  readonly arrows: readonly Arrow[];
  /** The arrows from a node. */
  readonly outgoing: ReadonlyMap<NodeKey, readonly Arrow[]>;
  /** The arrows to a node. */
  readonly incoming: ReadonlyMap<NodeKey, readonly Arrow[]>;
}

/** Reads who may call whom. A project's own entry, and entries of unknown projects and groups, have no arrow. */
export function toGraph({ instance, projects, groups }: World): Graph {
  const nodes = new Map<NodeKey, GraphNode>();
  for (const { id, path } of groups) {
    const key: NodeKey = `group ${id}`;
    nodes.set(key, { key, kind: "group", id, path, isOpen: false });
  }
  for (const { id, path, inboundEnabled } of projects) {
    const key: NodeKey = `project ${id}`;
    nodes.set(key, { key, kind: "project", id, path, isOpen: !inboundEnabled && !instance.enforced });
  }
  const arrows = projects
    .flatMap(({ id, allowedProjects, allowedGroups }) => {
      const froms: NodeKey[] = [
        ...allowedProjects.map((from): NodeKey => `project ${from}`),
        ...allowedGroups.map((from): NodeKey => `group ${from}`),
      ];
      return froms.map((from): Arrow => ({ from, to: `project ${id}` }));
    })
    .filter(({ from, to }) => from !== to && nodes.has(from));
  return indexArrows(nodes, arrows);
}

/** Makes a graph of nodes, and of arrows between them. */
export function indexArrows(nodes: Graph["nodes"], arrows: readonly Arrow[]): Graph {
  const outgoing = new Map<NodeKey, Arrow[]>();
  const incoming = new Map<NodeKey, Arrow[]>();
  for (const arrow of arrows) {
    add(outgoing, arrow.from, arrow);
    add(incoming, arrow.to, arrow);
  }
  return { nodes, arrows, outgoing, incoming };
}

function add(index: Map<NodeKey, Arrow[]>, key: NodeKey, arrow: Arrow): void {
  const arrows = index.get(key);
  if (arrows) arrows.push(arrow);
  else index.set(key, [arrow]);
}
