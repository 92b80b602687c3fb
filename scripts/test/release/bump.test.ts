import { expect, test } from "vitest";
import {
  bumpBetween,
  isAtLeast,
  isInitialDevelopment,
  largestBump,
  requiredBump,
} from "../../lib/release/bump.ts";

test.for([
  ["1.2.3", "2.0.0", "major"],
  ["1.2.3", "1.3.0", "minor"],
  ["1.2.3", "1.2.4", "patch"],
  ["1.2.3", "1.10.0", "minor"],
  ["1.9.0", "1.10.0", "minor"],
  ["0.0.0", "0.1.0", "minor"],
  ["1.2.3", "1.2.3", "none"],
  // An earlier version is none that was announced.
  ["1.2.3", "1.2.2", "none"],
  ["2.0.0", "1.9.9", "none"],
  ["1.2.3", "1.1.9", "none"],
  // A prerelease has the numbers of its release.
  ["1.2.3", "1.2.4-beta.1", "patch"],
  ["1.2.3-beta.1", "1.2.3", "none"],
  ["1.2.3", "1.3.0+build", "minor"],
  ["1.2", "1.2.1", "patch"],
] as const)("from %s to %s is a bump: %s", ([from, to, bump]) => {
  expect(bumpBetween(from, to)).toBe(bump);
});

test("bumps have an order", () => {
  expect(largestBump([])).toBe("none");
  expect(largestBump(["patch", "major", "minor"])).toBe("major");
  expect(isAtLeast("minor", "minor")).toBe(true);
  expect(isAtLeast("major", "minor")).toBe(true);
  expect(isAtLeast("patch", "minor")).toBe(false);
});

test("a breaking change is a minor release only in 0.x", () => {
  expect(isInitialDevelopment("0.9.0")).toBe(true);
  expect(isInitialDevelopment("10.0.0")).toBe(false);
  expect(requiredBump("breaking", "0.1.0")).toBe("minor");
  expect(requiredBump("breaking", "1.0.0")).toBe("major");
  expect(requiredBump("addition", "0.1.0")).toBe("minor");
  expect(requiredBump("addition", "1.0.0")).toBe("minor");
  expect(requiredBump("docs", "1.0.0")).toBe("patch");
  expect(requiredBump(undefined, "1.0.0")).toBe("none");
});
