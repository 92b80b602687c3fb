import { expect, test } from "vitest";
import { confirm, requireAnswer } from "../src/confirm.js";
import type { Io } from "../src/io.js";
import { FakeIo } from "./helpers.js";

const ask = (input: string, signal = new AbortController().signal) => {
  const io = new FakeIo({}, true);
  io.stdin.end(input);
  return confirm(io as unknown as Io, "Go on?", signal);
};

test.for([
  ["y\n", true],
  ["Y\n", true],
  [" yes \n", true],
  ["YES\nno\n", true],
  ["y", false],
  ["", false],
  ["\n", false],
  ["n\n", false],
  ["ye\n", false],
  ["yesterday\n", false],
  ["oh yes\n", false],
  ["my\n", false],
] as const)("%j: %s", async ([input, expected]) => {
  expect(await ask(input)).toBe(expected);
});

test("the question is on standard error, and a signal is a no", async () => {
  const io = new FakeIo({}, true);
  const controller = new AbortController();
  const answer = confirm(io as unknown as Io, "Go on?", controller.signal);
  await new Promise((resolve) => setImmediate(resolve));
  expect(io.err).toBe("Go on? [y/N] ");
  expect(io.out).toBe("");
  controller.abort();
  expect(await answer).toBe(false);
});

test("another failure is no answer", async () => {
  const io = new FakeIo({}, true);
  const failure = new Error("broken");
  Object.defineProperty(io, "stderr", {
    value: Object.assign(io.stderr, {
      write() {
        throw failure;
      },
    }),
  });
  await expect(confirm(io as unknown as Io, "Go on?", new AbortController().signal)).rejects.toBe(failure);
});

test("both the keyboard and the screen have to be a terminal", () => {
  const require = (stdin: boolean, stderr: boolean) => () => {
    const io = new FakeIo({});
    io.stdin.isTTY = stdin;
    io.stderr.isTTY = stderr;
    requireAnswer(io as unknown as Io);
  };
  expect(require(true, true)).not.toThrow();
  for (const [stdin, stderr] of [
    [true, false],
    [false, true],
    [false, false],
  ] as const) {
    expect(require(stdin, stderr)).toThrow("There is no terminal to ask on before something is changed");
  }
});
