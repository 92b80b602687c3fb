import type { Graph, GraphNode } from "./graph.js";

/** The projects and subgroups at a path. It need not be the path of a known group. */
export interface Namespace {
  /** In lower case. Empty for the projects without a group. */
  readonly path: string;
  /** The path as the group, or a project in it, has it. */
  readonly name: string;
  readonly group: GraphNode | undefined;
  readonly projects: readonly GraphNode[];
  readonly children: readonly Namespace[];
  /** The number of projects and groups in it and in its subgroups. */
  readonly size: number;
}

/** Arranges projects and groups as a tree, in the order of their paths. Returns the namespaces without a parent. */
export function toNamespaces({ nodes }: Graph): readonly Namespace[] {
  const root = createBuilder("");
  for (const node of nodes.values()) {
    const segments = node.path.split("/");
    const names = node.kind === "group" ? segments : segments.slice(0, -1);
    const builder = names.reduce((parent, _, depth) => descend(parent, names.slice(0, depth + 1)), root);
    if (node.kind === "group") builder.group = node;
    else builder.projects.push(node);
  }
  const { projects, children } = finish("", root);
  const withoutGroup = projects.length === 0 ? [] : [finish("", { ...root, children: new Map() })];
  return [...withoutGroup, ...children];
}

interface Builder {
  readonly name: string;
  group: GraphNode | undefined;
  readonly projects: GraphNode[];
  readonly children: Map<string, Builder>;
}

function createBuilder(name: string): Builder {
  return { name, group: undefined, projects: [], children: new Map() };
}

function descend(parent: Builder, names: readonly string[]): Builder {
  const path = names.join("/");
  const child = parent.children.get(path.toLowerCase()) ?? createBuilder(path);
  parent.children.set(path.toLowerCase(), child);
  return child;
}

function finish(path: string, { name, group, projects, children }: Builder): Namespace {
  const finished = [...children].map(([key, child]) => finish(key, child)).sort(byPath);
  return {
    path,
    name: group?.path ?? name,
    group,
    projects: projects.toSorted(byPath),
    children: finished,
    size: projects.length + finished.reduce((sum, { size }) => sum + size + 1, 0),
  };
}

const { compare } = new Intl.Collator("en", { numeric: true });

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return compare(a.path, b.path) || (a.path < b.path ? -1 : 1);
}
