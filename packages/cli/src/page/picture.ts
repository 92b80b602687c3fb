import { type Colors, readColors } from "./colors.js";
import { drawArrows, type Stroke } from "./draw-arrows.js";
import { drawBoxes, drawNodes, drawRing, drawTag } from "./draw-nodes.js";
import { find } from "./elements.js";
import { type Arrow, findReach, type Graph, type Node, type Reach } from "./graph.js";
import { type Direction, findNeighbor, type Layout, layOut, type PlacedNode } from "./layout.js";
import { Viewport } from "./viewport.js";

/** A pointer that moves less is clicking, not dragging. */
const dragThreshold = 4;
/** More names than this, beside nodes that are too small to have them, hide each other. */
const maxTags = 24;

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

const strokes = {
  stays: { color: "arrow", width: 1.2, dash: [], alpha: 0.75 },
  added: { color: "added", width: 1.8, dash: [], alpha: 1 },
  removed: { color: "removed", width: 1.8, dash: [7, 4], alpha: 1 },
  failed: { color: "failed", width: 1.8, dash: [2, 3], alpha: 1 },
  unreadable: { color: "failed", width: 1.4, dash: [2, 3], alpha: 0.9 },
  open: { color: "open", width: 1.4, dash: [], alpha: 0.9 },
} as const satisfies Record<Arrow["state"], Stroke>;

/** What the user does in the picture. */
export interface PictureEvents {
  onSelect(node: Node | undefined): void;
  onFocus(node: Node): void;
}

/** The picture of who may call whom, on a canvas: thousands of elements would be slower to draw and to move. */
export class Picture {
  readonly #graph: Graph;
  readonly #events: PictureEvents;
  readonly #element = find("picture", HTMLDivElement);
  readonly #canvas = find("canvas", HTMLCanvasElement);
  readonly #context: CanvasRenderingContext2D;
  readonly #viewport = new Viewport();
  #colors: Colors = readColors();
  #layout: Layout;
  #shown: ReadonlySet<Node>;
  #arrows: readonly Arrow[] = [];
  #selected: Node | undefined;
  #reach: Reach | undefined;
  /** Where the keyboard is. */
  #current: Node | undefined;
  #hovered: Node | undefined;
  #isScheduled = false;

  constructor(graph: Graph, events: PictureEvents) {
    const context = this.#canvas.getContext("2d");
    if (context === null) throw new Error("this browser has no canvas");
    this.#context = context;
    this.#graph = graph;
    this.#events = events;
    this.#shown = new Set(graph.nodes);
    this.#layout = layOut(graph, 1.6);
    this.#listen();
    this.#resize();
  }

  /** Shows some of the nodes, and dims the others. */
  show(nodes: ReadonlySet<Node>, arrows: readonly Arrow[]): void {
    this.#shown = nodes;
    this.#arrows = arrows;
    this.#schedule();
  }

  /** Selects a node, or clears the selection. */
  select(node: Node | undefined): void {
    this.#selected = node;
    this.#reach = node && findReach(this.#graph, node);
    if (node) this.#current = node;
    const place = node && this.#layout.places.get(node);
    if (place) this.#viewport.reveal(place);
    this.#schedule();
  }

  #listen(): void {
    const element = this.#element;
    element.tabIndex = 0;
    new ResizeObserver(() => this.#resize()).observe(element);
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
      matchMedia(query).addEventListener("change", () => {
        this.#colors = readColors();
        this.#schedule();
      });
    }
    element.addEventListener("keydown", (event) => {
      const { key, ctrlKey, metaKey, altKey } = event;
      if (!ctrlKey && !metaKey && !altKey && this.#act(key)) event.preventDefault();
    });
    element.addEventListener("focus", () => {
      this.#current ??= this.#layout.nodes[0]?.node;
      if (this.#current) this.#events.onFocus(this.#current);
      this.#schedule();
    });
    element.addEventListener("blur", () => this.#schedule());
    element.addEventListener("pointerdown", (event) => this.#drag(event));
    element.addEventListener("pointermove", ({ offsetX, offsetY }) =>
      this.#hover(this.#nodeAt(offsetX, offsetY)),
    );
    element.addEventListener("pointerleave", () => this.#hover(undefined));
    element.addEventListener("wheel", (event) => this.#zoomByWheel(event), { passive: false });
    const zooms = { "zoom-in": 1, "zoom-out": -1, "zoom-fit": 0 };
    for (const [id, steps] of Object.entries(zooms)) {
      find(id, HTMLButtonElement).addEventListener("click", () => this.#zoom(steps));
    }
  }

  /** Returns whether a key has a meaning. */
  #act(key: string): boolean {
    const direction = directions[key];
    const { nodes } = this.#layout;
    if (key === "Enter" || key === " ") {
      this.#events.onSelect(this.#current === this.#selected ? undefined : this.#current);
    } else if (key === "Escape") this.#events.onSelect(undefined);
    else if (key === "+" || key === "=") this.#zoom(1);
    else if (key === "-") this.#zoom(-1);
    else if (key === "0") this.#zoom(0);
    else if (key === "Home") this.#focus(nodes[0]?.node);
    else if (key === "End") this.#focus(nodes.at(-1)?.node);
    else if (direction && this.#current) this.#focus(findNeighbor(this.#layout, this.#current, direction));
    else return false;
    return true;
  }

  #focus(node: Node | undefined): void {
    if (node === undefined) return;
    this.#current = node;
    const place = this.#layout.places.get(node);
    if (place) this.#viewport.reveal(place);
    this.#events.onFocus(node);
    this.#schedule();
  }

  /** @param steps 0 shows the whole picture. */
  #zoom(steps: number): void {
    const place =
      this.#current && document.activeElement === this.#element && this.#layout.places.get(this.#current);
    if (steps === 0) this.#viewport.fit();
    else if (place) {
      const { x, y, width, height } = this.#viewport.toScreen(place);
      this.#viewport.zoomBy(steps, { x: x + width / 2, y: y + height / 2 });
    } else this.#viewport.zoomBy(steps);
    this.#schedule();
  }

  /** Without the control key, and without the gesture that browsers report like it, the wheel scrolls the page. */
  #zoomByWheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#viewport.zoomBy(-Math.sign(event.deltaY), { x: event.offsetX, y: event.offsetY });
    this.#schedule();
  }

  #drag({ button, clientX, clientY, pointerId, offsetX, offsetY }: PointerEvent): void {
    if (button !== 0) return;
    const { x, y } = this.#viewport;
    const listening = new AbortController();
    const { signal } = listening;
    let isDragging = false;
    const move = (event: PointerEvent): void => {
      const dx = event.clientX - clientX;
      const dy = event.clientY - clientY;
      if (!isDragging && Math.hypot(dx, dy) <= dragThreshold) return;
      isDragging = true;
      this.#element.setPointerCapture(pointerId);
      this.#viewport.moveTo(x + dx, y + dy);
      this.#schedule();
    };
    const end = (): void => {
      listening.abort();
      if (!isDragging) this.#events.onSelect(this.#nodeAt(offsetX, offsetY));
    };
    this.#element.addEventListener("pointermove", move, { signal });
    this.#element.addEventListener("pointerup", end, { signal });
    this.#element.addEventListener("pointercancel", () => listening.abort(), { signal });
  }

  #hover(node: Node | undefined): void {
    if (node === this.#hovered) return;
    this.#hovered = node;
    this.#canvas.classList.toggle("is-over-node", node !== undefined);
    this.#schedule();
  }

  #nodeAt(screenX: number, screenY: number): Node | undefined {
    const x = (screenX - this.#viewport.x) / this.#viewport.zoom;
    const y = (screenY - this.#viewport.y) / this.#viewport.zoom;
    const isAt = (place: PlacedNode): boolean =>
      x >= place.x && y >= place.y && x <= place.x + place.width && y <= place.y + place.height;
    return this.#layout.nodes.find(isAt)?.node;
  }

  #resize(): void {
    const { clientWidth, clientHeight } = this.#element;
    this.#viewport.resize(clientWidth, clientHeight);
    this.#canvas.width = Math.round(clientWidth * devicePixelRatio);
    this.#canvas.height = Math.round(clientHeight * devicePixelRatio);
    if (!this.#viewport.isMoved) {
      this.#layout = layOut(this.#graph, this.#viewport.aspect);
      this.#viewport.setContent(this.#layout);
    }
    this.#draw();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestAnimationFrame(() => {
      this.#isScheduled = false;
      this.#draw();
    });
  }

  #draw(): void {
    const context = this.#context;
    const { clientWidth, clientHeight } = this.#element;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, clientWidth, clientHeight);
    context.textBaseline = "middle";
    const scene = [context, this.#layout, this.#viewport, this.#colors] as const;
    const related = this.#related();
    const isDimmed = (node: Node): boolean => !(related ?? this.#shown).has(node);
    drawBoxes(...scene, isDimmed);
    if (this.#reach === undefined) this.#drawArrows(scene);
    drawNodes(...scene, isDimmed);
    if (this.#reach !== undefined) this.#drawReach(scene, this.#reach);
    this.#drawTags(related);
    this.#element.classList.toggle("is-moved", this.#viewport.isMoved);
    this.#element.dataset["drawnAfterMs"] ??= performance.now().toFixed(0);
    this.#element.dataset["drawn"] = String(this.#layout.nodes.length);
    this.#element.dataset["zoom"] = this.#viewport.zoom.toFixed(3);
  }

  #related(): ReadonlySet<Node> | undefined {
    if (this.#selected === undefined || this.#reach === undefined) return undefined;
    return new Set([
      this.#selected,
      ...this.#reach.callers,
      ...this.#reach.callees,
      ...[...this.#reach.arrows].map(({ from }) => from),
    ]);
  }

  #drawArrows(scene: Scene): void {
    for (const [state, stroke] of Object.entries(strokes)) {
      const arrows = this.#arrows.filter((arrow) => arrow.state === state);
      const alpha =
        arrows.length > 1000 ? 0.15 : arrows.length > 300 ? 0.4 : arrows.length > 60 ? 0.6 : stroke.alpha;
      drawArrows(...scene, arrows, { ...stroke, alpha });
    }
  }

  #drawReach(scene: Scene, { arrows }: Reach): void {
    for (const arrow of arrows) {
      const isIncoming = arrow.to === this.#selected;
      const stroke: Stroke =
        arrow.state === "stays"
          ? { color: isIncoming ? "caller" : "callee", width: 2, dash: isIncoming ? [] : [8, 3], alpha: 0.95 }
          : strokes[arrow.state];
      drawArrows(...scene, [arrow], { ...stroke, width: 2 });
    }
  }

  #drawTags(related: ReadonlySet<Node> | undefined): void {
    const hasFocus = document.activeElement === this.#element;
    const { text, focus } = this.#colors;
    const rings = [
      [this.#selected, text, 2.5],
      [this.#hovered, text, 1],
      [hasFocus ? this.#current : undefined, focus, 3],
    ] as const;
    for (const [node, color, width] of rings) {
      const place = node && this.#layout.places.get(node);
      if (place) drawRing(this.#context, this.#viewport.toScreen(place), color, width);
    }
    const pointedAt = [this.#selected, hasFocus ? this.#current : undefined, this.#hovered].filter(
      (node) => node !== undefined,
    );
    const named = [...(related ?? [])].filter((node) => !pointedAt.includes(node)).slice(0, maxTags);
    for (const node of new Set([...named, ...pointedAt])) {
      const place = this.#layout.places.get(node);
      if (place === undefined) continue;
      const screen = this.#viewport.toScreen(place);
      const hasLabel = place.isTitle ? screen.height >= 14 : screen.width >= 100 && screen.height >= 15;
      const isPointedAt = pointedAt.includes(node);
      // The selected one has its whole path in the details.
      const needsPath = node === this.#hovered || (isPointedAt && node !== this.#selected);
      if (!this.#viewport.shows(screen) || (hasLabel && !needsPath)) continue;
      const name = isPointedAt || node.kind !== "project" ? node.path : place.label;
      drawTag(
        this.#context,
        name.length > 60 ? `…${name.slice(-59)}` : name,
        screen,
        this.#colors,
        this.#element.clientWidth,
      );
    }
  }
}

type Scene = readonly [CanvasRenderingContext2D, Layout, Viewport, Colors];
