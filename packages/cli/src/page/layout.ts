import type { Graph, Node } from "./graph.js";
import { type Namespace, toNamespaces } from "./namespaces.js";

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A node at its place. */
export interface PlacedNode extends Rectangle {
  readonly node: Node;
  /** Shown where there is room. */
  readonly label: string;
  /** Whether it is the title of a box. */
  readonly isTitle: boolean;
}

/** The projects of a group. */
export interface Box extends Rectangle {
  readonly title: string;
  /** The height of the title. */
  readonly titleHeight: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  /** In the order in which they are read: by box, then by path. */
  readonly nodes: readonly PlacedNode[];
  readonly places: ReadonlyMap<Node, PlacedNode>;
}

interface Style {
  readonly cell: { readonly width: number; readonly height: number };
  readonly gap: number;
  readonly padding: number;
  readonly title: number;
  /** The width of a column of boxes, with the space to the next one. */
  readonly unit: number;
  readonly gutter: number;
}

const cards: Style = {
  cell: { width: 152, height: 26 },
  gap: 8,
  padding: 8,
  title: 26,
  unit: 208,
  gutter: 40,
};
const compact: Style = {
  cell: { width: 24, height: 16 },
  gap: 4,
  padding: 5,
  title: 26,
  unit: 132,
  gutter: 14,
};
/** So many nodes have names only when the picture is enlarged. */
const compactFrom = 160;

/**
 * Places a box for each group, with its projects in it. Boxes are in the order of their paths, each as far up as it fits. The places
 * follow from the paths alone, so that two pages of the same fleet look alike.
 *
 * @param aspect The width of the space for the picture, divided by its height.
 */
export function layOut(graph: Graph, aspect: number): Layout {
  const style = graph.nodes.length < compactFrom ? cards : compact;
  const namespaces = toNamespaces(graph);
  const sized = namespaces.map((namespace) => ({ namespace, ...sizeOf(namespace.projects.length, style) }));
  const area = sized.reduce((sum, { span, height }) => sum + span * style.unit * (height + style.gutter), 0);
  const columns = Math.max(
    1,
    ...sized.map(({ span }) => span),
    Math.round(Math.sqrt(area * aspect) / style.unit),
  );

  const heights = new Array<number>(columns).fill(0);
  const boxes: Box[] = [];
  const nodes: PlacedNode[] = [];
  for (const { namespace, span, perRow, height } of sized) {
    const start = findLowest(heights, span);
    const x = start * style.unit;
    const y = Math.max(...heights.slice(start, start + span));
    heights.fill(y + height + style.gutter, start, start + span);
    const box = {
      x,
      y,
      width: span * style.unit - style.gutter,
      height,
      title: namespace.path,
      titleHeight: style.title,
    };
    boxes.push(box);
    nodes.push(...placeNodes(namespace, box, perRow, style));
  }
  return {
    width: columns * style.unit - style.gutter,
    height: Math.max(0, ...heights) - style.gutter,
    boxes,
    nodes,
    places: new Map(nodes.map((placed) => [placed.node, placed])),
  };
}

function placeNodes(
  { path, title, projects }: Namespace,
  box: Box,
  perRow: number,
  style: Style,
): PlacedNode[] {
  const { cell, gap, padding } = style;
  const head: PlacedNode[] = title
    ? [{ node: title, label: path, isTitle: true, x: box.x, y: box.y, width: box.width, height: style.title }]
    : [];
  return [
    ...head,
    ...projects.map((node, i) => ({
      node,
      label: node.isPath ? (node.path.split("/").at(-1) ?? "") : node.path,
      isTitle: false,
      x: box.x + padding + (i % perRow) * (cell.width + gap),
      y: box.y + style.title + padding + Math.floor(i / perRow) * (cell.height + gap),
      ...cell,
    })),
  ];
}

/** The smallest number of columns with which a box is not much higher than wide. */
function sizeOf(projects: number, style: Style): { span: number; perRow: number; height: number } {
  const { cell, gap, padding, title, unit, gutter } = style;
  for (let span = 1; ; span++) {
    const inner = span * unit - gutter - 2 * padding;
    const perRow = Math.max(1, Math.floor((inner + gap) / (cell.width + gap)));
    const rows = Math.ceil(projects / perRow);
    const height = rows === 0 ? title : title + 2 * padding + rows * (cell.height + gap) - gap;
    if (height <= inner * 1.2) return { span, perRow, height };
  }
}

function findLowest(heights: readonly number[], span: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let start = 0; start + span <= heights.length; start++) {
    const height = Math.max(...heights.slice(start, start + span));
    if (height < least) {
      least = height;
      best = start;
    }
  }
  return best;
}
