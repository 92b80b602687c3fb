import { expect, test } from "vitest";
import type { Io } from "../../src/io.js";
import { colorsOf } from "../../src/output/colors.js";

const isColored = (isTTY: boolean, env: Record<string, string>) =>
  colorsOf({ isTTY } as Io["stdout"], env).bold("x") !== "x";

test.for<[boolean, Record<string, string>, boolean]>([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: "1" }, false],
  // As https://no-color.org has it.
  [true, { NO_COLOR: "" }, true],
  [true, { TERM: "dumb" }, false],
  [true, { TERM: "xterm" }, true],
  [false, { FORCE_COLOR: "1" }, true],
  [false, { FORCE_COLOR: "" }, true],
  [true, { FORCE_COLOR: "0" }, false],
  [true, { FORCE_COLOR: "false" }, false],
  [false, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
])("terminal %s, %j: %s", ([isTTY, env, expected]) => {
  expect(isColored(isTTY, env)).toBe(expected);
});

test("a style ends where the text ends", () => {
  const { bold, dim, green, red, yellow } = colorsOf({ isTTY: true } as Io["stdout"], {});
  expect([bold, dim, green, red, yellow].map((style) => style("x"))).toEqual([
    "\u001b[1mx\u001b[22m",
    "\u001b[2mx\u001b[22m",
    "\u001b[32mx\u001b[39m",
    "\u001b[31mx\u001b[39m",
    "\u001b[33mx\u001b[39m",
  ]);
});
