import { expect, test } from "vitest";
import { usageError } from "../src/command-error.js";
import { describeFileError, fileProblem } from "../src/file-error.js";

const failure = (code?: string) => Object.assign(new Error("as Node says it"), code && { code });

test.for([
  ["EACCES", "permission denied"],
  ["EISDIR", "it is a directory"],
  ["ENOENT", "there is no such file"],
  ["ENOSPC", "no space is left on the device"],
  ["ENOTDIR", "a part of the path is not a directory"],
  ["EPERM", "operation not permitted"],
  ["EROFS", "the file system is read-only"],
  ["EIO", "as Node says it"],
  [undefined, "as Node says it"],
] as const)("%s: %s", ([code, words]) => {
  expect(fileProblem(failure(code))).toBe(words);
  expect(describeFileError("a.yml", failure(code))).toMatchObject({ message: `a.yml: ${words}`, status: 64 });
});

test("an error that says what is wrong is left as it is", () => {
  const error = usageError("--token-file: the file is empty");
  expect(describeFileError("token", error)).toBe(error);
});
