import * as fc from "fast-check";
import { expect, test } from "vitest";
import { numRuns } from "../../../../../vitest.properties.js";
import { toGraph } from "../../../dist/page/picture/graph.js";
import { layOut } from "../../../dist/page/picture/layout.js";
import { findNeighbor } from "../../../dist/page/picture/neighbor.js";
import { route } from "../../../dist/page/picture/route.js";
import { worlds } from "./worlds.js";

const card = { width: 100, height: 20 };
const left = { x: 0, y: 0, ...card };
const right = { x: 200, y: 50, ...card };
const below = { x: 0, y: 50, ...card };

test("arrows lead from side to side, and end in a tip", () => {
  expect(route(left, right)).toBe("M100 10C150 10 150 60 198 60M191 56L198 60L191 64");
  expect(route(right, left)).toBe("M200 60C150 60 150 10 102 10M109 6L102 10L109 14");
  // Within a column, on its right.
  expect(route(left, below)).toMatch(
    /^M100 10C1\d\d(\.\d+)? 10 1\d\d(\.\d+)? 60 102 60M109 56L102 60L109 64$/,
  );
});

test("the neighbor in a direction lies in it, and each node can be reached from the first", () => {
  let nodes = 0;
  fc.assert(
    fc.property(worlds, (world) => {
      const layout = layOut(toGraph(world), { viewWidth: 850, viewHeight: 540 });
      const [first] = layout.nodes.keys();
      const reached = new Set(first === undefined ? [] : [first]);
      for (const key of reached) {
        for (const direction of ["up", "down", "left", "right"] as const) {
          const next = findNeighbor(layout, key, direction);
          if (next === undefined) continue;
          reached.add(next);
          const [from, to] = [key, next].map((each) => layout.nodes.get(each));
          if (direction === "down") expect(to?.y).toBeGreaterThan((from?.y ?? 0) - 20);
          if (direction === "right") expect(to?.x).toBeGreaterThan((from?.x ?? 0) - 200);
        }
      }
      expect(reached.size).toBe(layout.nodes.size);
      nodes += reached.size;
    }),
    { numRuns: numRuns(40) },
  );
  expect(nodes).toBeGreaterThan(100);
});
