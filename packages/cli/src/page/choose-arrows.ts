import type { Arrow, Graph, Node } from "./graph.js";

/** From this number of arrows on, only those of what is selected, found or filtered are drawn, and those that are marked. */
const manyArrows = 300;
/** More marked arrows than this hide the picture until they are filtered. */
const manyMarks = 40;
/** Of so few nodes, all arrows are drawn, and of more only those between them. */
const fewNodes = 20;

/** Whether drawing all arrows would hide the picture. */
export function hasManyArrows({ arrows }: Graph): boolean {
  return arrows.length > manyArrows;
}

/** Chooses the arrows that are drawn while some of the nodes are shown. */
export function chooseArrows({ nodes, arrows }: Graph, shown: ReadonlySet<Node>): readonly Arrow[] {
  const few = findFewMarks(arrows);
  return arrows.filter(({ from, to, state }) => {
    if (shown.size === nodes.length) return few.has(state);
    const ends = Number(shown.has(from)) + Number(shown.has(to));
    return ends === 2 || (ends === 1 && (state !== "stays" || shown.size <= fewNodes));
  });
}

/** The states of arrows, except of entries that stay, which not too many have. */
function findFewMarks(arrows: readonly Arrow[]): ReadonlySet<Arrow["state"]> {
  const numbers = new Map<Arrow["state"], number>();
  for (const { state } of arrows) numbers.set(state, (numbers.get(state) ?? 0) + 1);
  numbers.delete("stays");
  return new Set([...numbers].filter(([, number]) => number <= manyMarks).map(([state]) => state));
}

/** All arrows that begin or end at a node that is shown. */
export function arrowsOf({ arrows }: Graph, shown: ReadonlySet<Node>): readonly Arrow[] {
  return arrows.filter(({ from, to }) => shown.has(from) || shown.has(to));
}
