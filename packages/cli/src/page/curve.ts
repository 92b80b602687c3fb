import type { Rectangle } from "./layout.js";
import type { Point } from "./viewport.js";

/** A quadratic Bézier curve. */
export interface Curve {
  readonly start: Point;
  readonly control: Point;
  readonly end: Point;
}

/** An arrow from the edge of one rectangle to the edge of another. */
export function curveBetween(from: Rectangle, to: Rectangle): Curve {
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
