import type { Graph, GraphNode, NodeKey } from "../picture/graph.js";
import { findMembers, findReach } from "../picture/reach.js";

/** Marks the selected node, the nodes that may call it, also through groups, those that it may call, and what a search has found. */
export function markNodes(
  svg: SVGSVGElement,
  graph: Graph,
  selected: GraphNode | undefined,
  isMatch: ((node: GraphNode) => boolean) | undefined,
): void {
  const reach = selected && findReach(graph, selected);
  const groups = reach?.callers.filter(({ kind }) => kind === "group") ?? [];
  const callers = new Set([
    ...(reach?.callers ?? []),
    ...groups.flatMap((group) => findMembers(graph, group)),
  ]);
  const callees = new Set(reach?.callees.map(({ node }) => node));
  for (const element of svg.querySelectorAll("[data-key]")) {
    const node = graph.nodes.get(keyOf(element) ?? "project 0");
    if (node === undefined) continue;
    const roles = [
      ...(node === selected ? ["selected"] : []),
      ...(callers.has(node) ? ["caller"] : []),
      ...(callees.has(node) ? ["callee"] : []),
    ];
    setRole(element, roles.join(" "));
    element.toggleAttribute("data-match", isMatch?.(node) ?? false);
  }
}

/** Marks the arrows to the selected node as `in`, and those to what it may call as `out`. */
export function markArrows(svg: SVGSVGElement, graph: Graph, selected: GraphNode | undefined): void {
  const arrows = selected ? findReach(graph, selected).arrows : [];
  const shown = new Set([...arrows].map(({ from, to }) => `${from}>${to}`));
  for (const element of svg.querySelectorAll<SVGElement>("[data-from]")) {
    const { from, to } = element.dataset;
    const role = to === selected?.key ? "in" : "out";
    setRole(element, shown.has(`${from}>${to}`) ? role : "");
  }
}

/** The key of the node that contains an element. */
export function keyOf(target: EventTarget | null): NodeKey | undefined {
  const element = target instanceof Element ? target.closest<SVGElement>("[data-key]") : null;
  // Written by `draw()`.
  return element?.dataset["key"] as NodeKey | undefined;
}

/** Setting an attribute to its own value would cost time. */
function setRole(element: Element, role: string): void {
  if (element.getAttribute("data-role") !== role) element.setAttribute("data-role", role);
}
