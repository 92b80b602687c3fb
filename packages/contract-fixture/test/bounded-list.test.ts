import { expect, test } from "vitest";
import { BoundedList } from "../dist/bounded-list.js";

test("keeps as many items as it may, and drops the oldest", () => {
  const list = new BoundedList<number>(3, 1_000);
  for (const item of [1, 2, 3]) list.push(item);
  expect(list.newest(9)).toEqual([1, 2, 3]);
  expect(list.dropped).toBe(0);
  list.push(4);
  expect(list.newest(9)).toEqual([2, 3, 4]);
  expect(list).toMatchObject({ length: 3, dropped: 1 });
});

test("keeps as many bytes of JSON as it may, and drops as many items as a larger one needs", () => {
  const list = new BoundedList<string>(100, 12);
  // "é" has two bytes, and the quotes two more.
  for (const item of ["é", "é", "é"]) list.push(item);
  expect(list).toMatchObject({ length: 3, dropped: 0 });
  list.push("aa");
  expect(list.newest(9)).toEqual(["é", "é", "aa"]);
  list.push("1234567");
  expect(list.newest(9)).toEqual(["1234567"]);
  list.push("1".repeat(11));
  expect(list).toMatchObject({ length: 0, dropped: 6 });
});

test("counts bytes, not characters", () => {
  const list = new BoundedList<string>(100, 8);
  for (const item of ["éé", "éé"]) list.push(item);
  expect(list).toMatchObject({ length: 1, dropped: 1 });
});

test("clear() forgets the items, their size and the number that was dropped", () => {
  const list = new BoundedList<string>(2, 8);
  for (const item of ["aa", "bb", "cc"]) list.push(item);
  list.clear();
  expect(list).toMatchObject({ length: 0, dropped: 0 });
  for (const item of ["aa", "bb"]) list.push(item);
  expect(list.newest(1)).toEqual(["bb"]);
  expect(list).toMatchObject({ length: 2, dropped: 0 });
});
