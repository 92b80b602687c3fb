import { expect, test } from "vitest";
import { fitName, fitPath } from "../../src/page/fit-text.js";

// At 10 pixels, a character is taken to be 5.6 pixels wide.
test("a name that is too long loses its end", () => {
  expect(fitName("charts", 34, 10)).toBe("charts");
  expect(fitName("charts", 33, 10)).toBe("char…");
  expect(fitName("charts", 0, 10)).toBe("c…");
  expect(fitName("c", 0, 10)).toBe("c");
});

test("a path that is too long loses its beginning", () => {
  expect(fitPath("a/charts", 45, 10)).toBe("a/charts");
  expect(fitPath("a/charts", 44, 10)).toBe("…charts");
  expect(fitPath("a/charts", 0, 10)).toBe("…s");
  expect(fitPath("charts", 33, 10)).toBe("char…");
});
