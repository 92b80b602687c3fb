import { expect, test } from "vitest";
import { clip, toPrintable } from "../../src/formats/printable.js";

test("white space is a space, and what cannot be seen is replaced", () => {
  expect(toPrintable("  a\t\n b\u00a0c  ")).toBe("a b c");
  expect(toPrintable("a\u0000b\u001bc\u007fd\u0085e")).toBe("a\ufffdb\ufffdc\ufffdd\ufffde");
  expect(toPrintable("\u202e\u2066\u200b\ud800\ue000\ufffe\uffff")).toBe("\ufffd".repeat(7));
  expect(toPrintable("é😀𝔘")).toBe("é😀𝔘");
});

test("a long text is cut, and no character is cut in two", () => {
  expect(clip("abcd", 4)).toBe("abcd");
  expect(clip("abcde", 4)).toBe("abc…");
  expect(clip("ab😀cd", 4)).toBe("ab…");
  expect(clip("ab😀cd", 5)).toBe("ab😀…");
  expect(clip("a\ud83d\ude00bc", 4)).toBe("a\ud83d\ude00…");
});
