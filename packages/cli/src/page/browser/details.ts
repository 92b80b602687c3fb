import { count } from "../../count.js";
import { describeState } from "../describe.js";
import { type Arrow, findReach, type Graph, type Node } from "../graph.js";
import { breakable, create, find } from "./elements.js";

const maxNodes = 100;

const stateWords: Readonly<Record<Arrow["state"], string>> = {
  stays: "",
  added: "added",
  removed: "removed",
  failed: "failed",
  unreadable: "not found, or not visible",
  open: "unrestricted",
};

/** What there is to say about the selected node. */
export class Details {
  readonly #element = find("details", HTMLElement);
  readonly #graph: Graph;
  readonly #onSelect: (node: Node | undefined) => void;

  constructor(graph: Graph, onSelect: (node: Node | undefined) => void) {
    this.#graph = graph;
    this.#onSelect = onSelect;
    this.show(undefined);
  }

  show(node: Node | undefined): void {
    this.#element.replaceChildren(...(node ? this.#describe(node) : this.#describeNothing()));
  }

  #describeNothing(): Element[] {
    return [
      create("h2", { id: "details-heading" }, "Nothing is selected"),
      create(
        "p",
        { class: "note" },
        "Select a project or a group to see who may call it, and whom it may call.",
      ),
    ];
  }

  #describe(node: Node): Element[] {
    const { callers, callees, arrows } = findReach(this.#graph, node);
    const clear = create("button", { type: "button" }, "Clear the selection");
    clear.addEventListener("click", () => {
      this.#onSelect(undefined);
      find("picture", HTMLDivElement).focus();
    });
    const link = this.#linkTo(node);
    const identity = node.id === undefined ? node.kind : `${node.kind} ${node.id}`;
    const incoming = new Map(node.incoming.map((arrow) => [arrow.from, arrow]));
    const outgoing = new Map([...arrows].filter(({ to }) => to !== node).map((arrow) => [arrow.to, arrow]));
    return [
      create("h2", { id: "details-heading" }, breakable(node.path)),
      create("p", {}, [[identity, ...describeState(node)].join(", "), ...(link ? [". ", link] : [])]),
      ...(node.lines && node.lines.length > 0
        ? [create("pre", { tabindex: "0", "aria-label": "Result" }, node.lines.join("\n"))]
        : []),
      ...(node.kind === "project" ? this.#list("May be called by", [...callers], incoming, node) : []),
      ...this.#list("May call", [...callees], outgoing, node),
      create("p", {}, clear),
    ];
  }

  #list(title: string, nodes: readonly Node[], arrows: ReadonlyMap<Node, Arrow>, selected: Node): Element[] {
    if (nodes.length === 0) return [create("h3", {}, `${title} nothing else`)];
    const items = nodes.slice(0, maxNodes).map((node) => {
      const button = create("button", { type: "button", class: "path" }, breakable(node.path));
      button.addEventListener("click", () => this.#onSelect(node));
      const arrow = arrows.get(node);
      const through =
        arrow && arrow.from !== selected && arrow.to !== selected ? `through ${arrow.from.path}` : "";
      const notes = [
        node.kind === "group" ? "group" : "",
        through,
        arrow ? stateWords[arrow.state] : "",
      ].filter(Boolean);
      return create("li", {}, [
        button,
        ...(notes.length > 0 ? [create("span", { class: "kind" }, notes.join(", "))] : []),
      ]);
    });
    if (nodes.length > maxNodes)
      items.push(create("li", {}, `and ${count(nodes.length - maxNodes, "other")}`));
    return [
      create("h3", {}, `${title} ${count(nodes.length, "project or group", "projects and groups")}`),
      create("ul", { class: "nodes" }, items),
    ];
  }

  /** The page of GitLab with the setting and the allowlists. */
  #linkTo({ kind, path, isPath }: Node): Element | undefined {
    const { gitlab } = this.#graph;
    if (gitlab === undefined || !isPath || kind !== "project" || !/^[\w.-]+(\/[\w.-]+)+$/.test(path))
      return undefined;
    const href = `${gitlab.replace(/\/+$/, "")}/${path}/-/settings/ci_cd#js-token-access`;
    return create("a", { href, rel: "noreferrer noopener", target: "_blank" }, "Settings in GitLab");
  }
}
