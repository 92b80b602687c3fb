import type { Rectangle } from "../layout.js";

/** Makes a rectangle with round corners the current path. */
export function addRectangle(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: Rectangle,
  radius: number,
): void {
  context.beginPath();
  context.roundRect(x, y, width, height, Math.max(0, radius));
}
