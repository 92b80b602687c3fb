import type { State } from "@gitlab-job-token-scope/contract-fixture";
import type { Graph, GraphNode, NodeKey } from "../picture/graph.js";
import { findReach } from "../picture/reach.js";
import { breakable, type Content, create } from "./elements.js";
import { createRow, describeCount, fillTable, maxRows } from "./table.js";
import { withKey } from "./update.js";

/** Longer lists are collapsed. */
const maxEntries = 5;

/** Shows the projects and groups that match the filter, open projects first, and all tokens. */
export function showState(
  { instance, projects, groups, tokens }: State,
  graph: Graph,
  isMatch: (item: { id: number; path: string }) => boolean,
): void {
  const isOpen = ({ id }: { id: number }): boolean => graph.nodes.get(`project ${id}`)?.isOpen ?? false;
  const openFirst = projects.toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)));
  show("project", openFirst, isMatch, (project) => {
    const { id, path, visibility, formerPaths, inboundEnabled } = project;
    return createRow(String(id), "Path", {
      ID: String(id),
      Path: [
        create("span", {}, breakable(path)),
        create("small", {}, visibility),
        ...formerPaths.map((former) => create("small", {}, ["formerly ", ...breakable(former)])),
      ],
      Access: describeAccess(inboundEnabled, instance.enforced),
      "May be called by": listCallers(graph, `project ${id}`),
      "May call": listCallees(graph, `project ${id}`),
    });
  });
  show("group", groups, isMatch, ({ id, path, visibility }) =>
    createRow(String(id), "Path", {
      ID: String(id),
      Path: [create("span", {}, breakable(path)), create("small", {}, visibility)],
      "May call": listCallees(graph, `group ${id}`),
    }),
  );
  const indexedTokens = tokens.map((token, index) => ({ ...token, index }));
  show(
    "token",
    indexedTokens,
    () => true,
    ({ index, token, scopes, state, admin, roles }) => {
      const memberships = [
        ...describeRoles(roles.projects, "project", graph),
        ...describeRoles(roles.groups, "group", graph),
      ];
      return createRow(String(index), "Token", {
        Token: token,
        Scopes: scopes.join(", "),
        State: state,
        Roles: collapse([...(admin ? ["administrator"] : []), ...memberships], "roles"),
      });
    },
  );
}

function show<Item>(
  noun: string,
  items: readonly Item[],
  isMatch: (item: Item) => boolean,
  toRow: (item: Item) => HTMLTableRowElement,
): void {
  const matching = items.filter(isMatch);
  const rows = matching.slice(0, maxRows).map(toRow);
  fillTable(`${noun}s`, describeCount(noun, rows.length, matching.length, items.length), rows);
}

function describeAccess(inboundEnabled: boolean, isEnforced: boolean): Content {
  if (inboundEnabled) return "restricted";
  return isEnforced ? "restricted by the instance, otherwise open" : create("strong", {}, "open");
}

function listCallers(graph: Graph, key: NodeKey): Content {
  const node = graph.nodes.get(key);
  if (node === undefined) return "";
  const callers = findReach(graph, node).callers.map(describe);
  return collapse([...(node.isOpen ? ["every project"] : []), ...callers], "entries");
}

function listCallees(graph: Graph, key: NodeKey): Content {
  const node = graph.nodes.get(key);
  if (node === undefined) return "";
  const callees = findReach(graph, node).callees.map(({ node: callee, through }) =>
    through === undefined ? describe(callee) : `${describe(callee)} through group ${through.path}`,
  );
  return collapse(callees, "projects");
}

function describe({ kind, id, path }: GraphNode): string {
  return kind === "group" ? `group ${path} (${id})` : `${path} (${id})`;
}

function describeRoles(
  roles: Readonly<Record<string, string>> = {},
  kind: GraphNode["kind"],
  { nodes }: Graph,
): string[] {
  return Object.entries(roles).map(
    ([id, role]) => `${role} of ${nodes.get(`${kind} ${Number(id)}`)?.path ?? ""} (${id})`,
  );
}

function collapse(entries: readonly string[], noun: string): Content {
  if (entries.length === 0) return create("span", { class: "empty" }, "none");
  const items = create(
    "ul",
    {},
    entries.map((entry) => withKey(entry, create("li", {}, breakable(entry)))),
  );
  if (entries.length <= maxEntries) return items;
  return create("details", {}, [create("summary", {}, `${entries.length} ${noun}`), items]);
}
