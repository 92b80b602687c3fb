import type { NodeKey } from "./graph.js";
import type { Layout } from "./layout.js";
import type { Rectangle } from "./rectangle.js";

export type Direction = "up" | "down" | "left" | "right";

/** Finds the nearest node in a direction. What lies straight ahead is nearer than what lies aside. */
export function findNeighbor({ nodes }: Layout, from: NodeKey, direction: Direction): NodeKey | undefined {
  const origin = nodes.get(from);
  if (origin === undefined) return undefined;
  let nearest: NodeKey | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [key, place] of nodes) {
    const distance = key === from ? Number.POSITIVE_INFINITY : measure(origin, place, direction);
    if (distance < least) {
      nearest = key;
      least = distance;
    }
  }
  return nearest;
}

function measure(from: Rectangle, to: Rectangle, direction: Direction): number {
  const isVertical = direction === "up" || direction === "down";
  const sign = direction === "down" || direction === "right" ? 1 : -1;
  const dx = to.x + to.width / 2 - from.x - from.width / 2;
  const dy = to.y + to.height / 2 - from.y - from.height / 2;
  const ahead = sign * (isVertical ? dy : dx);
  const aside = Math.abs(isVertical ? dx : dy);
  return ahead > 1 ? ahead + 3 * aside : Number.POSITIVE_INFINITY;
}
