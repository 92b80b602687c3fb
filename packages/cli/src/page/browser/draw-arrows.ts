import { curveBetween } from "../curve.js";
import type { Arrow } from "../graph.js";
import type { Layout } from "../layout.js";
import type { Point, Viewport } from "../viewport.js";
import type { ColorName, Colors } from "./colors.js";

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

function addHead(context: CanvasRenderingContext2D, from: Point, tip: Point): void {
  const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
  context.moveTo(tip.x, tip.y);
  for (const side of [-0.45, 0.45]) {
    context.lineTo(tip.x - headLength * Math.cos(angle + side), tip.y - headLength * Math.sin(angle + side));
  }
  context.closePath();
}
