import type { Rectangle } from "./rectangle.js";

/** Returns the data of an SVG path from one node to another, with an arrowhead. It starts and ends at the sides of the nodes. */
export function route(from: Rectangle, to: Rectangle): string {
  const isRight = to.x >= from.x + from.width;
  const isLeft = to.x + to.width <= from.x;
  const start = { x: isLeft ? from.x : from.x + from.width, y: from.y + from.height / 2 };
  const end = { x: isRight ? to.x : to.x + to.width, y: to.y + to.height / 2 };
  const startDirection = isLeft ? -1 : 1;
  // An arrow within a column leaves and enters at the right.
  const endDirection = isRight ? -1 : 1;
  const isWithinColumn = !isRight && !isLeft;
  const bend = isWithinColumn
    ? 22 + Math.min(Math.abs(end.y - start.y) / 24, 20)
    : Math.max(20, Math.min(Math.abs(end.x - start.x) / 2, 160));
  const tip = { x: end.x + endDirection * 2, y: end.y };
  const curve = `M${start.x} ${start.y}C${start.x + startDirection * bend} ${start.y} ${end.x + endDirection * bend} ${end.y} ${tip.x} ${tip.y}`;
  const back = tip.x + endDirection * 7;
  return `${curve}M${back} ${tip.y - 4}L${tip.x} ${tip.y}L${back} ${tip.y + 4}`;
}
