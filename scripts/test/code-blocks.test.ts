import { expect, test } from "vitest";
import { findCodeBlocks } from "../lib/code-blocks.ts";

const text = "```ts\na;\n```\n\n```sh\nb\n```\n\n```\nc\n```\n\n```ts\nd;\n\ne;\n```\n";

test("finds the blocks of a language, in order", () => {
  expect(findCodeBlocks(text, "ts")).toEqual(["a;\n", "d;\n\ne;\n"]);
  expect(findCodeBlocks(text, "sh")).toEqual(["b\n"]);
  expect(findCodeBlocks(text, "")).toEqual(["c\n"]);
  expect(findCodeBlocks(text, "json")).toEqual([]);
});

test("a fence is a line of its own", () => {
  const text = "Not a block: ```ts\nx;\n\n```ts\na; // ```\n```ts\nb;\n```\n";
  expect(findCodeBlocks(text, "ts")).toEqual(["a; // ```\n```ts\nb;\n"]);
});
