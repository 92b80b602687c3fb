import type { Graph, GraphNode, NodeKey } from "./graph.js";
import { type Namespace, toNamespaces } from "./namespaces.js";
import { moveBy, type Rectangle } from "./rectangle.js";

/** A node at its place. */
export interface PlacedNode extends Rectangle {
  readonly node: GraphNode;
  /** The name in its box, which shows the rest of the path. */
  readonly label: string;
  /** `dot`: a project without arrows, in a picture of many projects. */
  readonly shape: "card" | "group" | "dot";
}

/** A box around the projects of a group. */
export interface PlacedBox extends Rectangle {
  readonly path: string;
  /** Shown if the group itself is not a node. */
  readonly label: string;
  readonly isGroup: boolean;
  readonly depth: number;
}

/** The places of all nodes. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  readonly nodes: ReadonlyMap<NodeKey, PlacedNode>;
}

/** The part of the page in which the picture is shown. */
export interface LayoutOptions {
  /** In pixels. */
  readonly viewWidth: number;
  /** In pixels. */
  readonly viewHeight: number;
}

/** The smallest zoom at which the picture is still readable. It is not made wider than this allows. */
export const minReadableZoom = 0.85;
/** From this number of projects on, those without arrows are drawn as dots. */
const compactFrom = 60;

const card = { width: 176, height: 28 };
const dot = { size: 20, gap: 6 };
const padding = 8;
/** Between rows. */
const gap = 10;
/** Between columns, where arrows run. */
const channel = 52;
const column: number = card.width + channel;

interface Parts {
  readonly boxes: readonly PlacedBox[];
  readonly nodes: readonly PlacedNode[];
  readonly width: number;
  readonly height: number;
}

/**
 * Places the nodes: a box for each group, its projects in it in the order of their paths. The places follow from the paths, so
 * a new arrow does not move a node of a small picture. In a large one, it can turn a dot into a card, which moves others only
 * within the same columns.
 */
export function layOut(graph: Graph, { viewWidth, viewHeight }: LayoutOptions): Layout {
  const projects = [...graph.nodes.values()].filter(({ kind }) => kind === "project");
  const isCompact = projects.length >= compactFrom;
  const isDot = ({ key, isOpen }: GraphNode): boolean =>
    isCompact && !isOpen && !graph.incoming.has(key) && !graph.outgoing.has(key);
  const maxColumns = Math.max(1, Math.floor((viewWidth / minReadableZoom + channel) / column));
  const boxes = toNamespaces(graph).map((namespace) => {
    const columns = Math.min(maxColumns, columnsOf(namespace.size));
    // As if there were no dots, so that arrows do not decide where the box is placed.
    const plannedHeight = layOutBox(namespace, columns, 0, () => false).height;
    const parts = layOutBox(namespace, columns, 0, isDot);
    return { parts, plannedHeight, span: Math.ceil((parts.width + padding) / column) };
  });

  const area = boxes.reduce((sum, { span, plannedHeight }) => sum + span * column * plannedHeight, 0);
  const desired = Math.sqrt((area * viewWidth) / viewHeight);
  const fitting = Math.floor((Math.max(desired, viewWidth) + channel) / column);
  const columns = Math.max(1, ...boxes.map(({ span }) => span), Math.min(fitting, maxColumns));

  const planned = new Array<number>(columns).fill(0);
  const actual = new Array<number>(columns).fill(0);
  const placed = boxes.map(({ parts, plannedHeight, span }) => {
    const start = findLowest(planned, span);
    planned.fill(highest(planned, start, span) + plannedHeight + 2 * gap, start, start + span);
    const y = highest(actual, start, span);
    actual.fill(y + parts.height + 2 * gap, start, start + span);
    return moveParts(parts, start * column, y);
  });
  return finish(placed);
}

function finish(placed: readonly Parts[]): Layout {
  const boxes = placed.flatMap((parts) => parts.boxes);
  const nodes = placed.flatMap((parts) => parts.nodes);
  const end = (position: "x" | "y", size: "width" | "height"): number =>
    Math.max(0, ...placed.flatMap((parts) => parts.boxes.map((box) => box[position] + box[size])));
  return {
    width: end("x", "width"),
    height: end("y", "height"),
    boxes,
    nodes: new Map(nodes.map((placedNode) => [placedNode.node.key, placedNode])),
  };
}

/** Places the contents of a box, from its own upper left corner. Its width depends only on the number of columns. */
function layOutBox(
  { path, name, group, projects, children }: Namespace,
  columns: number,
  depth: number,
  isDot: (node: GraphNode) => boolean,
): Parts {
  const inner = columns * column - channel;
  const cards = projects.filter((node) => !isDot(node));
  const dots = projects.filter(isDot);
  const nodes: PlacedNode[] = [];
  const boxes: PlacedBox[] = [];
  let y = padding;
  if (group !== undefined) {
    nodes.push({ node: group, label: lastSegment(name, depth), shape: "group", x: padding, y, ...card });
  }
  y += card.height + gap;

  cards.forEach((node, i) => {
    const x = padding + (i % columns) * column;
    const row = Math.floor(i / columns) * (card.height + gap);
    nodes.push({ node, label: node.path.split("/").at(-1) ?? "", shape: "card", x, y: y + row, ...card });
  });
  y += Math.ceil(cards.length / columns) * (card.height + gap);

  const step = dot.size + dot.gap;
  const dotsPerRow = Math.floor((inner + dot.gap) / step);
  dots.forEach((node, i) => {
    const x = padding + (i % dotsPerRow) * step;
    const row = Math.floor(i / dotsPerRow) * step;
    nodes.push({ node, label: "", shape: "dot", x, y: y + row, width: dot.size, height: dot.size });
  });
  if (dots.length > 0) y += Math.ceil(dots.length / dotsPerRow) * step + gap - dot.gap;

  let width = inner + 2 * padding;
  let used = 0;
  let rowHeight = 0;
  for (const child of children) {
    const parts = layOutBox(child, Math.min(columns, columnsOf(child.size)), depth + 1, isDot);
    const span = Math.ceil((parts.width + padding) / column);
    if (used > 0 && used + span > columns) {
      used = 0;
      y += rowHeight + gap;
      rowHeight = 0;
    }
    const moved = moveParts(parts, padding + used * column, y);
    nodes.push(...moved.nodes);
    boxes.push(...moved.boxes);
    width = Math.max(width, padding + used * column + parts.width + padding);
    used += span;
    rowHeight = Math.max(rowHeight, parts.height);
  }
  if (children.length > 0) y += rowHeight + gap;

  const height = y - gap + padding;
  const label = group === undefined ? lastSegment(name, depth) || "without a group" : "";
  const box: PlacedBox = { path, label, isGroup: group !== undefined, depth, x: 0, y: 0, width, height };
  return { boxes: [box, ...boxes], nodes, width, height };
}

function moveParts(parts: Parts, x: number, y: number): Parts {
  return {
    ...parts,
    boxes: parts.boxes.map((box) => moveBy(box, x, y)),
    nodes: parts.nodes.map((node) => moveBy(node, x, y)),
  };
}

function columnsOf(size: number): number {
  return Math.min(6, Math.max(1, Math.round(Math.sqrt(size / 12))));
}

function findLowest(heights: readonly number[], span: number): number {
  const starts = Array.from({ length: heights.length - span + 1 }, (_, start) => start);
  return starts.reduce((best, start) =>
    highest(heights, start, span) < highest(heights, best, span) ? start : best,
  );
}

function highest(heights: readonly number[], start: number, span: number): number {
  return Math.max(...heights.slice(start, start + span));
}

/** Inside another box, the last segment of a path is enough. */
function lastSegment(path: string, depth: number): string {
  return depth === 0 ? path : (path.split("/").at(-1) ?? "");
}
