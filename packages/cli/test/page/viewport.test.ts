import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Viewport } from "../../src/page/viewport.js";

/** A window of 800 to 600, with a picture of the size. */
function show(width: number, height: number): Viewport {
  const viewport = new Viewport();
  viewport.resize(800, 600);
  viewport.setContent({ width, height });
  return viewport;
}

const whole = ({ x, y, zoom, isMoved }: Viewport) => ({ x, y, zoom, isMoved });

describe("the whole picture", () => {
  test("of a large one is scaled down, with a margin of 16 pixels", () => {
    expect(whole(show(1536, 100))).toEqual({ x: 16, y: 275, zoom: 0.5, isMoved: false });
    expect(whole(show(100, 1136))).toEqual({ x: 375, y: 16, zoom: 0.5, isMoved: false });
  });

  test("of a small one is enlarged by a tenth at most, and in the middle", () => {
    expect(whole(show(100, 200))).toEqual({ x: 345, y: 190, zoom: 1.1, isMoved: false });
  });

  test("is where nothing has a size, too", () => {
    const viewport = show(0, 0);
    expect(viewport.zoom).toBe(1.1);
    viewport.resize(0, 0);
    expect(viewport.aspect).toBe(1);
    viewport.resize(300, 200);
    expect(viewport.aspect).toBe(1.5);
  });

  test("comes back, and new content does not move what the user moved", () => {
    const viewport = show(1536, 100);
    viewport.moveTo(3, 4);
    viewport.setContent({ width: 768, height: 100 });
    expect(whole(viewport)).toEqual({ x: 3, y: 4, zoom: 0.5, isMoved: true });
    viewport.fit();
    expect(whole(viewport)).toEqual({ x: 16, y: 250, zoom: 1, isMoved: false });
  });
});

describe("zooming", () => {
  test("keeps the center, or the given point, where it is", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -30, max: 30 }),
        fc.option(fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 600 }) }), {
          nil: undefined,
        }),
        (steps, at) => {
          const viewport = show(1000, 900);
          const point = at ?? { x: 400, y: 300 };
          const before = viewport.toPicture(point);
          viewport.zoomBy(steps, at);
          const after = viewport.toPicture(point);
          expect(after.x).toBeCloseTo(before.x, 6);
          expect(after.y).toBeCloseTo(before.y, 6);
          expect(viewport.isMoved).toBe(true);
        },
      ),
    );
  });

  test("is by 30% a step, to 8 times the size and half of the whole picture", () => {
    const viewport = show(768, 100);
    viewport.zoomBy(2);
    expect(viewport.zoom).toBeCloseTo(1.69);
    viewport.zoomBy(-1);
    expect(viewport.zoom).toBeCloseTo(1.3);
    viewport.zoomBy(50);
    expect(viewport.zoom).toBe(8);
    viewport.zoomBy(-50);
    expect(viewport.zoom).toBe(0.5);
    const large = show(1536, 100);
    large.zoomBy(-50);
    expect(large.zoom).toBe(0.25);
    const small = show(10, 10);
    small.zoomBy(-50);
    expect(small.zoom).toBe(0.5);
  });
});

test("a place of the picture and of the screen are the same place", () => {
  const viewport = show(1536, 100);
  expect(viewport.toScreen({ x: 10, y: 20, width: 30, height: 40 })).toEqual({
    x: 21,
    y: 285,
    width: 15,
    height: 20,
  });
  expect(viewport.toPicture({ x: 21, y: 285 })).toEqual({ x: 10, y: 20 });
});

test("what is not whole in view is moved to the middle, and what is stays", () => {
  const viewport = show(768, 568);
  const size = { width: 20, height: 10 };
  const places = [
    { x: -16, y: -16 },
    { x: 764, y: -16 },
    { x: -16, y: 574 },
    { x: 764, y: 574 },
  ];
  for (const place of places) {
    viewport.reveal({ ...place, ...size });
    expect(whole(viewport), JSON.stringify(place)).toEqual({ x: 16, y: 16, zoom: 1, isMoved: false });
  }
  for (const [dx, dy] of [
    [-17, 0],
    [765, 0],
    [0, -17],
    [0, 575],
  ] as const) {
    viewport.fit();
    viewport.reveal({ x: dx, y: dy, ...size });
    const { x, y } = viewport.toScreen({ x: dx, y: dy, ...size });
    expect([x, y], `${dx}, ${dy}`).toEqual([390, 295]);
  }
});

test("what touches the window is shown", () => {
  const viewport = show(768, 568);
  const size = { width: 20, height: 10 };
  for (const [x, y] of [
    [-20, 0],
    [800, 0],
    [0, -10],
    [0, 600],
  ] as const) {
    expect(viewport.shows({ x, y, ...size }), `${x}, ${y}`).toBe(true);
  }
  for (const [x, y] of [
    [-21, 0],
    [801, 0],
    [0, -11],
    [0, 601],
  ] as const) {
    expect(viewport.shows({ x, y, ...size }), `${x}, ${y}`).toBe(false);
  }
});
