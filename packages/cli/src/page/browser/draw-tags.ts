import type { Node } from "../graph.js";
import type { Rectangle } from "../layout.js";
import { addRectangle } from "./add-rectangle.js";
import { type Colors, fontFamily } from "./colors.js";
import type { View } from "./view.js";

/** More names than this, beside nodes that are too small to have them, hide each other. */
const maxTags = 24;

/** Draws rings around what is selected, and where the mouse and the keyboard are. */
export function drawRings(
  context: CanvasRenderingContext2D,
  { layout, viewport, colors, selected, hovered, focused }: View,
): void {
  const rings = [
    [selected, colors.text, 2.5],
    [hovered, colors.text, 1],
    [focused, colors.focus, 3],
  ] as const;
  for (const [node, color, width] of rings) {
    const place = node && layout.places.get(node);
    if (place) drawRing(context, viewport.toScreen(place), color, width);
  }
}

/** Draws names where nodes are too small to have them. */
export function drawTags(
  context: CanvasRenderingContext2D,
  { layout, viewport, colors, selected, hovered, focused, width }: View,
  related: ReadonlySet<Node>,
): void {
  const pointedAt = [selected, focused, hovered].filter((node) => node !== undefined);
  const named = [...related].filter((node) => !pointedAt.includes(node)).slice(0, maxTags);
  for (const node of new Set([...named, ...pointedAt])) {
    const place = layout.places.get(node);
    if (place === undefined) continue;
    const screen = viewport.toScreen(place);
    const hasLabel = place.isTitle ? screen.height >= 14 : screen.width >= 100 && screen.height >= 15;
    const isPointedAt = pointedAt.includes(node);
    // The selected one has its whole path in the details.
    const needsPath = node === hovered || (isPointedAt && node !== selected);
    if (!viewport.shows(screen) || (hasLabel && !needsPath)) continue;
    const name = isPointedAt || node.kind !== "project" ? node.path : place.label;
    drawTag(context, name.length > 60 ? `…${name.slice(-59)}` : name, screen, colors, width);
  }
}

/** Draws a ring around a node. */
function drawRing(context: CanvasRenderingContext2D, screen: Rectangle, color: string, width: number): void {
  const { x, y } = screen;
  context.strokeStyle = color;
  context.lineWidth = width;
  const offset = width / 2 + 1;
  addRectangle(
    context,
    { x: x - offset, y: y - offset, width: screen.width + 2 * offset, height: screen.height + 2 * offset },
    4,
  );
  context.stroke();
}

/** Draws a name beside a node that is too small to have it. */
function drawTag(
  context: CanvasRenderingContext2D,
  text: string,
  node: Rectangle,
  colors: Colors,
  maxX: number,
): void {
  context.font = `12px ${fontFamily}`;
  const width = Math.ceil(context.measureText(text).width) + 10;
  const x = Math.max(2, Math.min(node.x + node.width / 2 - width / 2, maxX - width - 2));
  const y = node.y >= 24 ? node.y - 22 : node.y + node.height + 4;
  addRectangle(context, { x, y, width, height: 18 }, 3);
  context.fillStyle = colors.background;
  context.fill();
  context.strokeStyle = colors.muted;
  context.lineWidth = 1;
  context.stroke();
  context.fillStyle = colors.text;
  context.fillText(text, x + 5, y + 9.5);
}
