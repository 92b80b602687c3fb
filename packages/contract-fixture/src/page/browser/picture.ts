import { count } from "../picture/describe.js";
import { excerpt } from "../picture/excerpt.js";
import type { Graph, GraphNode, NodeKey } from "../picture/graph.js";
import { type Layout, layOut } from "../picture/layout.js";
import { type Direction, findNeighbor } from "../picture/neighbor.js";
import { findReach } from "../picture/reach.js";
import { draw } from "./draw.js";
import { createSvg, find, setText } from "./elements.js";
import { keyOf, markArrows, markNodes } from "./marks.js";
import { updateContent } from "./update.js";
import { Viewport } from "./viewport.js";

/** The maximum number of projects and groups, and of arrows, that are drawn. */
const maxNodes = 600;
const maxArrows = 2000;
/** From this number of arrows on, they are drawn more faintly. */
const manyArrows = 80;

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** The picture of who may call whom. */
export class Picture {
  readonly #svg: SVGSVGElement = createSvg("svg", {
    role: "group",
    "aria-labelledby": "world-heading",
    "aria-describedby": "picture-caption picture-keys",
  });
  readonly #viewport: Viewport;
  readonly #onSelect: (node: GraphNode | undefined) => void;
  #whole: Graph | undefined;
  #drawn: Graph | undefined;
  #layout: Layout | undefined;
  /** The width for which it was laid out. */
  #width = 0;
  #selected: NodeKey | undefined;
  /** The node that the Tab key reaches. */
  #tabStop: NodeKey | undefined;
  #isMatch: ((node: GraphNode) => boolean) | undefined;

  /** @param onSelect Called when the user selects a node or clears the selection. */
  constructor(container: HTMLElement, onSelect: (node: GraphNode | undefined) => void) {
    this.#viewport = new Viewport(container, this.#svg);
    this.#onSelect = onSelect;
    this.#svg.addEventListener("click", ({ target }) => this.select(keyOf(target)));
    this.#svg.addEventListener("keydown", (event) => this.#onKey(event));
    this.#svg.addEventListener("focusin", ({ target }) => this.#moveTabStop(keyOf(target)));
    find("zoom-in", HTMLButtonElement).addEventListener("click", () => this.#viewport.zoomBy(1));
    find("zoom-out", HTMLButtonElement).addEventListener("click", () => this.#viewport.zoomBy(-1));
    find("zoom-fit", HTMLButtonElement).addEventListener("click", () => this.#viewport.fit());
    new ResizeObserver(() => {
      if (this.#viewport.space.viewWidth !== this.#width) this.#layOut();
    }).observe(container);
  }

  /** Draws a graph. Nodes that were drawn before keep their focus. */
  show(graph: Graph): void {
    this.#whole = graph;
    if (this.#selected && !graph.nodes.has(this.#selected)) this.select(undefined);
    this.#draw();
  }

  /** Marks the nodes that a search has found. */
  search(isMatch: ((node: GraphNode) => boolean) | undefined): void {
    this.#isMatch = isMatch;
    this.#emphasize();
  }

  /** Selects a node, or clears the selection. What it may call, and what may call it, is drawn then. */
  select(key: NodeKey | undefined): void {
    this.#selected = key;
    const related = this.#findRelated();
    if ([...related].every((node) => this.#drawn?.nodes.has(node.key))) this.#emphasize();
    else this.#draw();
    this.#moveTabStop(key);
    this.#onSelect(key && this.#whole?.nodes.get(key));
  }

  /** Scrolls to a node and focuses it. */
  focus(key: NodeKey): void {
    const place = this.#layout?.nodes.get(key);
    if (place === undefined) return;
    this.#find(key)?.focus({ preventScroll: true });
    this.#viewport.reveal(place);
  }

  #draw(): void {
    if (this.#whole === undefined) return;
    const related = this.#findRelated();
    const { graph, missingNodes, missingArrows } = excerpt(this.#whole, maxNodes, maxArrows, related);
    this.#drawn = graph;
    const missing = [
      ...(missingNodes > 0 ? [`${missingNodes.toLocaleString("en")} projects and groups`] : []),
      ...(missingArrows > 0 ? [count(missingArrows, "arrow")] : []),
    ];
    const note =
      missing.length > 0 ? ` Not drawn: ${missing.join(", ")}. What you find and select is drawn.` : "";
    setText(find("picture-caption", HTMLParagraphElement), `${describeSize(this.#whole)}.${note}`);
    this.#layOut();
  }

  /** The selected node, who may call it and whom it may call. */
  #findRelated(): ReadonlySet<GraphNode> {
    const node = this.#selected && this.#whole?.nodes.get(this.#selected);
    if (this.#whole === undefined || !node) return new Set();
    const { callers, callees } = findReach(this.#whole, node);
    const throughs = callees.flatMap(({ through }) => through ?? []);
    return new Set([node, ...callers, ...callees.map((callee) => callee.node), ...throughs]);
  }

  #layOut(): void {
    if (this.#drawn === undefined) return;
    const { space } = this.#viewport;
    const layout = layOut(this.#drawn, space);
    this.#layout = layout;
    this.#width = space.viewWidth;
    updateContent(this.#svg, draw(this.#drawn, layout));
    this.#svg.toggleAttribute("data-many", this.#drawn.arrows.length >= manyArrows);
    find("dot-legend", HTMLLIElement).hidden = ![...layout.nodes.values()].some(
      ({ shape }) => shape === "dot",
    );
    this.#viewport.setSize(layout);
    this.#moveTabStop(this.#tabStop);
    this.#emphasize();
  }

  #onKey(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey || !this.#act(key, keyOf(event.target))) return;
    event.preventDefault();
  }

  /** Returns whether the key has a meaning. */
  #act(key: string, node: NodeKey | undefined): boolean {
    const direction = directions[key];
    if (key === "Enter" || key === " ") this.select(node === this.#selected ? undefined : node);
    else if (key === "Escape") this.select(undefined);
    else if (key === "+" || key === "=") this.#viewport.zoomBy(1);
    else if (key === "-") this.#viewport.zoomBy(-1);
    else if (key === "0") this.#viewport.fit();
    else if (key === "Home" || key === "End") this.#focusEnd(key);
    else if (direction && node && this.#layout) {
      const next = findNeighbor(this.#layout, node, direction);
      if (next) this.focus(next);
    } else return false;
    return true;
  }

  #focusEnd(key: "Home" | "End"): void {
    const keys = [...(this.#layout?.nodes.keys() ?? [])];
    const end = keys.at(key === "Home" ? 0 : -1);
    if (end) this.focus(end);
  }

  #moveTabStop(key: NodeKey | undefined): void {
    const nodes = this.#layout?.nodes;
    const next = key && nodes?.has(key) ? key : (this.#tabStop ?? undefined);
    const stop = next && nodes?.has(next) ? next : nodes?.keys().next().value;
    if (this.#tabStop) this.#find(this.#tabStop)?.setAttribute("tabindex", "-1");
    if (stop) this.#find(stop)?.setAttribute("tabindex", "0");
    this.#tabStop = stop;
  }

  /** Marks the selected node, who may call it and whom it may call; without a selection, what a search has found. */
  #emphasize(): void {
    const graph = this.#whole;
    const selected = this.#selected && graph?.nodes.get(this.#selected);
    this.#svg.querySelector('[aria-pressed="true"]')?.setAttribute("aria-pressed", "false");
    if (selected) this.#find(selected.key)?.setAttribute("aria-pressed", "true");
    this.#svg.toggleAttribute("data-has-selection", selected !== undefined);
    this.#svg.toggleAttribute("data-has-search", selected === undefined && this.#isMatch !== undefined);
    if (graph === undefined) return;
    markNodes(this.#svg, graph, selected, this.#isMatch);
    markArrows(this.#svg, graph, selected);
  }

  #find(key: NodeKey): SVGElement | null {
    return this.#svg.querySelector(`[data-key="${key}"] [role="button"]`);
  }
}

function describeSize({ nodes, arrows }: Graph): string {
  const groups = [...nodes.values()].filter(({ kind }) => kind === "group").length;
  const open = [...nodes.values()].filter(({ isOpen }) => isOpen).length;
  const projects = `${count(nodes.size - groups, "project")}, ${open === 0 ? "none" : open.toLocaleString("en")} open`;
  return `${projects}; ${count(groups, "group")}; ${count(arrows.length, "arrow")}`;
}
