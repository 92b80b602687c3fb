import type { Graph, Node } from "./graph.js";

/** A choice of what is shown. */
export interface Filter {
  readonly name: string;
  matches(node: Node): boolean;
}

/** `stale`: not found, or not visible to the token's user. */
const hasStaleEntry = ({ incoming }: Node): boolean => incoming.some(({ state }) => state === "unreadable");

export const filters: readonly Filter[] = [
  { name: "everything", matches: () => true },
  { name: "open to every project", matches: ({ isOpen, kind }) => isOpen === true || kind === "everybody" },
  { name: "with findings", matches: ({ status }) => status === "findings" },
  { name: "changed, or to be", matches: ({ status }) => status === "pending" || status === "changed" },
  { name: "failed", matches: ({ status }) => status === "failed" },
  {
    name: "with stale entries, and those entries",
    matches: (node) => node.isUnreadable === true || hasStaleEntry(node),
  },
  { name: "groups", matches: ({ kind }) => kind === "group" },
  { name: "not part of this run", matches: ({ status, kind }) => status === undefined && kind === "project" },
];

/** The filters that show something, with the number of nodes that each shows. */
export function countFilters({
  nodes,
}: Graph): readonly { readonly filter: Filter; readonly count: number }[] {
  return filters
    .map((filter) => ({ filter, count: nodes.filter((node) => filter.matches(node)).length }))
    .filter(({ count }, i) => i === 0 || count > 0);
}

/** A search by a part of the path, or by the ID. */
export function matchesSearch({ path, id }: Node, search: string): boolean {
  const text = search.trim().toLowerCase();
  return path.toLowerCase().includes(text) || String(id) === text;
}
