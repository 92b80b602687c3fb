import { count } from "../count.js";
import { hasManyArrows } from "./choose-arrows.js";
import type { Graph, Node } from "./graph.js";

/** `group/app, project 1, restricted, differs, 2 callers, may call 1`. */
export function describeNode(node: Node): string {
  const { path, isPath, kind, id, incoming, outgoing } = node;
  return [
    path,
    ...(isPath && id !== undefined ? [`${kind} ${id}`] : []),
    ...describeState(node),
    ...(incoming.length > 0 && node.isOpen !== true ? [count(incoming.length, "caller")] : []),
    ...(outgoing.length > 0 ? [`may call ${outgoing.length.toLocaleString("en")}`] : []),
  ].join(", ");
}

/** The state of a node in words, the most important first. */
export function describeState({ kind, isOpen, isUnreadable, status, headline }: Node): string[] {
  return [
    ...(isOpen === true ? ["open to every project"] : []),
    ...(isOpen === false ? ["restricted"] : []),
    ...(isUnreadable === true ? ["not found, or not visible"] : []),
    ...(status === undefined && kind === "project" && isUnreadable !== true ? ["not part of this run"] : []),
    ...(status === "failed"
      ? [`failed: ${headline}`]
      : status === undefined || status === "unchanged"
        ? []
        : [headline ?? ""]),
  ];
}

/** `7 projects, 1 open; 1 group; 9 arrows.`, and what to do where there are too many arrows to draw them all. */
export function describeGraph(graph: Graph): string {
  const projects = graph.nodes.filter(({ kind }) => kind === "project");
  const open = projects.filter(({ isOpen }) => isOpen === true).length;
  const groups = graph.nodes.filter(({ kind }) => kind === "group").length;
  const size = `${count(projects.length, "project")}, ${open.toLocaleString("en")} open; ${count(groups, "group")}; ${count(graph.arrows.length, "arrow")}.`;
  return hasManyArrows(graph)
    ? `${size} Arrows are drawn of what you select, find or filter. Zoom in for the names.`
    : size;
}
