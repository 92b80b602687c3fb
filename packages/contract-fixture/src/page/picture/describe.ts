import type { Graph, GraphNode } from "./graph.js";

/** Describes a node in a line: `"group/app, project 1, restricted, may be called by 2 projects and 1 group"`. */
export function describeNode(graph: Graph, { key, kind, id, path, isOpen }: GraphNode): string {
  const name = `${path}, ${kind} ${id}`;
  const callees = graph.outgoing.get(key)?.length ?? 0;
  const mayCall = callees === 0 ? [] : [`may call ${count(callees, "project")}`];
  if (kind === "group") return [name, ...mayCall].join(", ");
  const entries = graph.incoming.get(key) ?? [];
  const groups = entries.filter(({ from }) => from.startsWith("group")).length;
  const parts = [
    ...(entries.length > groups ? [count(entries.length - groups, "project")] : []),
    ...(groups > 0 ? [count(groups, "group")] : []),
  ];
  const callers = isOpen ? "every project" : parts.join(" and ") || "no other project";
  return [name, isOpen ? "open" : "restricted", `may be called by ${callers}`, ...mayCall].join(", ");
}

/** Formats a number with its noun: `"1 project"`, `"no projects"`. */
export function count(number: number, noun: string): string {
  return `${number === 0 ? "no" : number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** Shortens a name in the middle, since names often differ at their ends. */
export function shorten(name: string, maxCharacters: number): string {
  const characters = [...name];
  if (characters.length <= maxCharacters) return name;
  const end = Math.floor((maxCharacters - 1) / 2);
  return `${characters.slice(0, maxCharacters - 1 - end).join("")}…${characters.slice(-end).join("")}`;
}
