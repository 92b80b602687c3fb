import { compareText } from "./compare-text.js";
import type { Graph, Node } from "./graph.js";

/** A group, and the projects that are directly in it. */
export interface Namespace {
  readonly path: string;
  title?: Node;
  readonly projects: Node[];
}

/** Sorts the projects into groups, in the order of their paths. */
export function toNamespaces({ nodes }: Graph): readonly Namespace[] {
  const namespaces = new Map<string, Namespace>();
  const of = (path: string): Namespace => {
    const key = path.toLowerCase();
    const namespace = namespaces.get(key) ?? { path, projects: [] };
    namespaces.set(key, namespace);
    return namespace;
  };
  for (const node of nodes) {
    if (node.kind !== "project" && of(node.path).title === undefined) of(node.path).title = node;
    else if (node.isPath && node.path.includes("/"))
      of(node.path.slice(0, node.path.lastIndexOf("/"))).projects.push(node);
    else of(node.isPath ? "without a group" : "path not known").projects.push(node);
  }
  const sorted = [...namespaces.values()].sort((a, b) => rank(a) - rank(b) || compareText(a.path, b.path));
  for (const { projects } of sorted) projects.sort((a, b) => compareText(a.path, b.path));
  return sorted;
}

/** Everybody first. */
function rank({ title }: Namespace): number {
  return title?.kind === "everybody" ? 0 : 1;
}
