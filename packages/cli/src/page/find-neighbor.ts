import type { Node } from "./graph.js";
import type { Layout, Rectangle } from "./layout.js";

export type Direction = "up" | "down" | "left" | "right";

/** Finds the nearest node in a direction. What lies straight ahead is nearer than what lies aside. */
export function findNeighbor({ nodes, places }: Layout, from: Node, direction: Direction): Node | undefined {
  const origin = places.get(from);
  if (origin === undefined) return undefined;
  let nearest: Node | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const place of nodes) {
    const distance = place === origin ? Number.POSITIVE_INFINITY : measure(origin, place, direction);
    if (distance < least) {
      least = distance;
      nearest = place.node;
    }
  }
  return nearest;
}

function measure(from: Rectangle, to: Rectangle, direction: Direction): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const isVertical = direction === "up" || direction === "down";
  const sign = direction === "down" || direction === "right" ? 1 : -1;
  const ahead = sign * (isVertical ? dy : dx);
  return ahead > 1 ? ahead + 3 * Math.abs(isVertical ? dx : dy) : Number.POSITIVE_INFINITY;
}
