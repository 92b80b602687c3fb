import { type Direction, findNeighbor } from "../find-neighbor.js";
import { type Arrow, findReach, type Graph, type Node, type Reach } from "../graph.js";
import { type Layout, layOut } from "../layout.js";
import { type Point, Viewport } from "../viewport.js";
import { type Colors, readColors } from "./colors.js";
import { drawPicture } from "./draw-picture.js";
import { find } from "./elements.js";

/** The picture of who may call whom, on a canvas: thousands of elements would be slower to draw and to move. */
export class Picture {
  readonly element: HTMLElement = find("picture", HTMLDivElement);
  readonly #graph: Graph;
  readonly #onFocus: (node: Node) => void;
  readonly #canvas = find("canvas", HTMLCanvasElement);
  readonly #context: CanvasRenderingContext2D;
  readonly #viewport = new Viewport();
  #colors: Colors = readColors();
  #layout: Layout;
  #shown: ReadonlySet<Node>;
  #arrows: readonly Arrow[] = [];
  #selected: Node | undefined;
  #reach: Reach | undefined;
  /** Where the keyboard is, or was. */
  #current: Node | undefined;
  #hovered: Node | undefined;
  #isScheduled = false;

  /** @param onFocus Is told where the keyboard is. */
  constructor(graph: Graph, onFocus: (node: Node) => void) {
    const context = this.#canvas.getContext("2d");
    if (context === null) throw new Error("this browser has no canvas");
    this.#context = context;
    this.#graph = graph;
    this.#onFocus = onFocus;
    this.#shown = new Set(graph.nodes);
    this.#layout = layOut(graph, 1.6);
    new ResizeObserver(() => this.#resize()).observe(this.element);
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
      matchMedia(query).addEventListener("change", () => {
        this.#colors = readColors();
        this.draw();
      });
    }
    this.#resize();
  }

  /** Shows some of the nodes, and dims the others. */
  show(nodes: ReadonlySet<Node>, arrows: readonly Arrow[]): void {
    this.#shown = nodes;
    this.#arrows = arrows;
    this.draw();
  }

  /** Selects a node, or clears the selection. */
  select(node: Node | undefined): void {
    this.#selected = node;
    this.#reach = node && findReach(this.#graph, node);
    if (node) this.#current = node;
    const place = node && this.#layout.places.get(node);
    if (place) this.#viewport.reveal(place);
    this.draw();
  }

  get selected(): Node | undefined {
    return this.#selected;
  }

  get current(): Node | undefined {
    return this.#current;
  }

  /** The keyboard came to the picture. */
  enter(): void {
    this.#current ??= this.#layout.nodes[0]?.node;
    if (this.#current) this.#onFocus(this.#current);
    this.draw();
  }

  /** Moves the keyboard's place in the picture. */
  focus(to: Direction | "first" | "last"): void {
    const { nodes } = this.#layout;
    const node =
      to === "first"
        ? nodes[0]?.node
        : to === "last"
          ? nodes.at(-1)?.node
          : this.#current && findNeighbor(this.#layout, this.#current, to);
    if (node === undefined) return;
    this.#current = node;
    const place = this.#layout.places.get(node);
    if (place) this.#viewport.reveal(place);
    this.#onFocus(node);
    this.draw();
  }

  /** The mouse is over a node, or over none. */
  hover(node: Node | undefined): void {
    if (node === this.#hovered) return;
    this.#hovered = node;
    this.#canvas.classList.toggle("is-over-node", node !== undefined);
    this.draw();
  }

  /** @param at The point that keeps its place; by default, the place of the keyboard, or the center. */
  zoom(steps: number, at: Point | undefined = this.#centerOfFocused()): void {
    this.#viewport.zoomBy(steps, at);
    this.draw();
  }

  showAll(): void {
    this.#viewport.fit();
    this.draw();
  }

  /** Starts to move the picture: the returned function moves it by a distance from where it is now. */
  startMove(): (dx: number, dy: number) => void {
    const { x, y } = this.#viewport;
    return (dx, dy) => {
      this.#viewport.moveTo(x + dx, y + dy);
      this.draw();
    };
  }

  nodeAt(screen: Point): Node | undefined {
    const { x, y } = this.#viewport.toPicture(screen);
    return this.#layout.nodes.find(
      (place) => x >= place.x && y >= place.y && x <= place.x + place.width && y <= place.y + place.height,
    )?.node;
  }

  /** Draws the picture again, before the next frame. */
  draw(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestAnimationFrame(() => {
      this.#isScheduled = false;
      this.#drawNow();
    });
  }

  get #focused(): Node | undefined {
    return document.activeElement === this.element ? this.#current : undefined;
  }

  #centerOfFocused(): Point | undefined {
    const place = this.#focused && this.#layout.places.get(this.#focused);
    if (place === undefined) return undefined;
    const { x, y, width, height } = this.#viewport.toScreen(place);
    return { x: x + width / 2, y: y + height / 2 };
  }

  #resize(): void {
    const { clientWidth, clientHeight } = this.element;
    this.#viewport.resize(clientWidth, clientHeight);
    this.#canvas.width = Math.round(clientWidth * devicePixelRatio);
    this.#canvas.height = Math.round(clientHeight * devicePixelRatio);
    if (!this.#viewport.isMoved) {
      this.#layout = layOut(this.#graph, this.#viewport.aspect);
      this.#viewport.setContent(this.#layout);
    }
    this.#drawNow();
  }

  #drawNow(): void {
    const { clientWidth, clientHeight, dataset, classList } = this.element;
    this.#context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    this.#context.clearRect(0, 0, clientWidth, clientHeight);
    drawPicture(this.#context, {
      layout: this.#layout,
      viewport: this.#viewport,
      colors: this.#colors,
      shown: this.#shown,
      arrows: this.#arrows,
      selected: this.#selected,
      reach: this.#reach,
      hovered: this.#hovered,
      focused: this.#focused,
      width: clientWidth,
    });
    classList.toggle("is-moved", this.#viewport.isMoved);
    dataset["drawn"] = String(this.#layout.nodes.length);
    dataset["zoom"] = this.#viewport.zoom.toFixed(3);
  }
}
