import type { ColorName, Colors } from "./colors.js";
import type { Arrow } from "./graph.js";
import type { Layout, Rectangle } from "./layout.js";
import type { Viewport } from "./viewport.js";

/** How an arrow is drawn. */
export interface Stroke {
  readonly color: ColorName;
  readonly width: number;
  readonly dash: readonly number[];
  readonly alpha: number;
}

/** A path of many curves takes longer than several paths. */
const curvesPerPath = 200;
const headLength = 7;

/** Draws arrows from callers to those who may be called. */
export function drawArrows(
  context: CanvasRenderingContext2D,
  layout: Layout,
  viewport: Viewport,
  colors: Colors,
  arrows: readonly Arrow[],
  { color, width, dash, alpha }: Stroke,
): void {
  context.save();
  context.strokeStyle = colors[color];
  context.fillStyle = colors[color];
  context.lineWidth = width;
  context.globalAlpha = alpha;
  context.setLineDash([...dash]);
  for (let i = 0; i < arrows.length; i += curvesPerPath) {
    const curves = arrows.slice(i, i + curvesPerPath).flatMap((arrow) => {
      const from = layout.places.get(arrow.from);
      const to = layout.places.get(arrow.to);
      return from && to ? [curveBetween(viewport.toScreen(from), viewport.toScreen(to))] : [];
    });
    context.beginPath();
    for (const { start, control, end } of curves) {
      context.moveTo(start.x, start.y);
      context.quadraticCurveTo(control.x, control.y, end.x, end.y);
    }
    context.stroke();
    context.beginPath();
    for (const { control, end } of curves) addHead(context, control, end);
    context.fill();
  }
  context.restore();
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function curveBetween(from: Rectangle, to: Rectangle): { start: Point; control: Point; end: Point } {
  const a = centerOf(from);
  const b = centerOf(to);
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  // Bent to one side, so that arrows in both directions are apart.
  const control = { x: (a.x + b.x) / 2 + dy * 0.16, y: (a.y + b.y) / 2 - dx * 0.16 };
  return { start: edgeOf(from, control), control, end: edgeOf(to, control) };
}

function centerOf({ x, y, width, height }: Rectangle): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** Where the line from the center to a point leaves a rectangle. */
function edgeOf(rectangle: Rectangle, towards: Point): Point {
  const center = centerOf(rectangle);
  const dx = towards.x - center.x;
  const dy = towards.y - center.y;
  const scale = Math.min(
    1,
    rectangle.width / 2 / Math.max(Math.abs(dx), 1e-6),
    rectangle.height / 2 / Math.max(Math.abs(dy), 1e-6),
  );
  return { x: center.x + dx * scale, y: center.y + dy * scale };
}

function addHead(context: CanvasRenderingContext2D, from: Point, tip: Point): void {
  const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
  context.moveTo(tip.x, tip.y);
  for (const side of [-0.45, 0.45]) {
    context.lineTo(tip.x - headLength * Math.cos(angle + side), tip.y - headLength * Math.sin(angle + side));
  }
  context.closePath();
}
