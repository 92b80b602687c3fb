import { expect, test } from "vitest";
import { curveBetween } from "../../src/page/curve.js";

const at = (x: number, y: number) => ({ x, y, width: 40, height: 20 });

test("an arrow goes from edge to edge, bent to its left", () => {
  const { start, control, end } = curveBetween(at(0, 0), at(200, 0));
  expect(control).toEqual({ x: 120, y: 10 - 200 * 0.16 });
  expect(start.x).toBe(40);
  expect(start.y).toBeCloseTo(10 - 32 * (20 / 100));
  expect(end.x).toBe(200);
  expect(end.y).toBeCloseTo(10 - 32 * (20 / 100));
});

test("arrows in both directions are apart", () => {
  const there = curveBetween(at(0, 0), at(60, 200));
  const back = curveBetween(at(60, 200), at(0, 0));
  expect(there.control).toEqual({ x: 50 + 200 * 0.16, y: 110 - 60 * 0.16 });
  expect(back.control).toEqual({ x: 50 - 200 * 0.16, y: 110 + 60 * 0.16 });
  // Through the lower edge, since the other node is below.
  expect(there.start.y).toBe(20);
  expect(there.end.y).toBe(200);
});

test("between nodes at the same place there is a point", () => {
  const { start, control, end } = curveBetween(at(5, 5), at(5, 5));
  expect([start, control, end]).toEqual(Array(3).fill({ x: 25, y: 15 }));
});
