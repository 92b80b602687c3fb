import { expect, test } from "vitest";
import { expandPlaces, foldPlaces } from "../../check-upstream/places.ts";

const groups = { lists: ["listA", "listB"] };

test.each([
  ["/a/b", ["/a/b"]],
  ["/{a,b}/c", ["/a/c", "/b/c"]],
  ["/{a, b}/{c,d}", ["/a/c", "/a/d", "/b/c", "/b/d"]],
  ["/<lists>/x-{1,2}", ["/listA/x-1", "/listA/x-2", "/listB/x-1", "/listB/x-2"]],
  ["/GET /projects/{id}", ["/GET /projects/{id}"]],
])("%s stands for its places", (pattern, places) => {
  expect(expandPlaces(pattern, groups)).toEqual(places);
});

test.each(["/*/type", "/a/**", "/list*/type"])("the wildcard in %s is rejected", (pattern) => {
  expect(() => expandPlaces(pattern, groups)).toThrow(
    `${pattern}: a wildcard would hide differences. List the places`,
  );
});

test("a group that does not exist is rejected", () => {
  expect(() => expandPlaces("/<none>/type", groups)).toThrow(
    "there is no group <none>. The groups are lists.",
  );
});

test("places are written as patterns that stand for exactly these places", () => {
  const places = ["/a/x/1", "/a/y/1", "/b/x/1", "/b/y/1", "/b/y/2", "/c"];
  const patterns = foldPlaces(places);
  expect(patterns).toEqual(["/{a,b}/{x,y}/1", "/b/y/2", "/c"]);
  expect(patterns.flatMap((pattern) => expandPlaces(pattern, groups)).sort()).toEqual(places);
});
