import { count } from "../picture/describe.js";
import type { Graph, GraphNode } from "../picture/graph.js";
import { findMembers, findReach } from "../picture/reach.js";
import { breakable, create } from "./elements.js";
import { withKey } from "./update.js";

/** The maximum number of projects and groups in a list. */
const maxItems = 50;

/** Describes a node: who may call it, and whom it may call. Without a node, lists the open projects. */
export function describeSelection(graph: Graph, node: GraphNode | undefined): HTMLElement[] {
  const open = [...graph.nodes.values()]
    .filter(({ isOpen }) => isOpen)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  if (node === undefined) {
    return [
      create("h3", {}, "Open projects"),
      ...list(
        "open",
        open.map((project) => ({ node: project })),
        "No project is open.",
      ),
      create(
        "p",
        { class: "hint" },
        "Select a project or group to see who may call it, and whom it may call.",
      ),
    ];
  }
  const { callers, callees } = findReach(graph, node);
  return [
    create("h3", {}, breakable(node.path)),
    create("p", {}, `${node.kind} ${node.id}${describeAccess(node)}`),
    ...(node.kind === "group"
      ? [create("p", {}, `Contains ${count(findMembers(graph, node).length, "project")}.`)]
      : describeCallers(graph, node, callers)),
    heading(`May call ${count(callees.length, "project")}`),
    ...list(
      "callees",
      callees.map(({ node: callee, through }) => ({
        node: callee,
        ...(through && { remark: `through group ${through.path}` }),
      })),
    ),
    ...describeOthers(open.filter((project) => project !== node).length),
    create("button", { type: "button", value: "" }, "Clear the selection"),
  ];
}

function describeAccess({ kind, isOpen }: GraphNode): string {
  if (kind === "group") return "";
  return isOpen ? ", open" : ", restricted to its allowlist";
}

function describeCallers(graph: Graph, { isOpen }: GraphNode, callers: readonly GraphNode[]): HTMLElement[] {
  const entries = callers.map((caller) =>
    caller.kind === "group"
      ? { node: caller, remark: `group with ${count(findMembers(graph, caller).length, "project")}` }
      : { node: caller },
  );
  if (!isOpen) return [heading("May be called by"), ...list("callers", entries, "Only itself.")];
  return [
    heading("May be called by every project"),
    ...(entries.length === 0 ? [] : [create("p", {}, "Even without these on its allowlist:")]),
    ...list("callers", entries),
  ];
}

function describeOthers(openProjects: number): HTMLElement[] {
  if (openProjects === 0) return [];
  const others = `Also ${count(openProjects, "open project")}, as every project may.`;
  return [withKey("others", create("p", { class: "hint" }, others))];
}

function heading(text: string): HTMLElement {
  return create("h4", {}, text);
}

interface Item {
  readonly node: GraphNode;
  readonly remark?: string;
}

/** The value of each button is the key of the node. */
function list(key: string, items: readonly Item[], none = ""): HTMLElement[] {
  if (items.length === 0) return none === "" ? [] : [withKey(`no ${key}`, create("p", {}, none))];
  const shown = items
    .slice(0, maxItems)
    .map(({ node, remark }) =>
      withKey(
        node.key,
        create("li", {}, [
          create("button", { type: "button", class: "link", value: node.key }, breakable(node.path)),
          ...(remark === undefined ? [] : [create("small", {}, breakable(remark))]),
        ]),
      ),
    );
  const more = items.length - shown.length;
  return [
    withKey(key, create("ul", {}, shown)),
    ...(more > 0 ? [withKey(`more ${key}`, create("p", {}, `and ${more.toLocaleString("en")} more`))] : []),
  ];
}
