import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Io } from "../../src/io.js";
import { duration, showProgress } from "../../src/output/progress.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A terminal whose writes are kept. */
function terminal({ isTTY = true, columns = 80 } = {}) {
  const written: string[] = [];
  const stream = Object.assign(new PassThrough(), { isTTY, columns });
  stream.write = (text: string) => written.push(text) > 0;
  const start = (label = "Planning") =>
    showProgress(stream as unknown as Io["stderr"], label, () => performance.now());
  return { written, start };
}

/** A line as the terminal shows it. */
const line = (text: string) => `\r${text}\u001b[K`;

test("the line is drawn ten times a second, with what is known", () => {
  const { written, start } = terminal();
  const progress = start();
  expect(written).toEqual([]);
  vi.advanceTimersByTime(100);
  progress.advance();
  vi.advanceTimersByTime(100);
  progress.setTotal(40);
  vi.advanceTimersByTime(100);
  for (let i = 1; i < 10; i++) progress.advance();
  vi.advanceTimersByTime(700);
  expect(written.slice(0, 3)).toEqual([
    line("Planning 0 projects"),
    line("Planning 1 projects, 5.0/s"),
    line(`Planning [=${" ".repeat(19)}] 1/40 projects, 3.3/s, 12s left`),
  ]);
  expect(written).toHaveLength(10);
  expect(written.at(-1)).toBe(line("Planning [=====               ] 10/40 projects, 10/s, 3s left"));
  progress.stop();
  vi.advanceTimersByTime(1_000);
  expect(written.slice(10)).toEqual(["\r\u001b[K"]);
});

test("while calls wait for the rate limit, the line says so at once", () => {
  const { written, start } = terminal();
  const progress = start("Applying");
  progress.setTotal(0);
  progress.wait(65_000);
  expect(written).toEqual([line("Applying 0/0 projects, waiting 1m 05s (rate limit)")]);
  vi.advanceTimersByTime(64_900);
  expect(written.at(-1)).toBe(line("Applying 0/0 projects, waiting 1s (rate limit)"));
  vi.advanceTimersByTime(100);
  expect(written.at(-1)).toBe(line("Applying 0/0 projects"));
});

test("more projects than were known of fill the bar, and not more", () => {
  const { written, start } = terminal();
  const progress = start();
  progress.setTotal(1);
  progress.advance();
  progress.advance();
  vi.advanceTimersByTime(100);
  expect(written[0]).toContain(`[${"=".repeat(20)}] 2/1 projects, 20/s`);
});

test("a line is shorter than the terminal is wide, and 80 columns are assumed", () => {
  const narrow = terminal({ columns: 12 });
  narrow.start();
  vi.advanceTimersByTime(100);
  expect(narrow.written).toEqual([line("Planning 0 ")]);
  const unknown = terminal({ columns: 0 });
  unknown.start("x".repeat(100));
  vi.advanceTimersByTime(100);
  expect(unknown.written).toEqual([line("x".repeat(79))]);
});

test("a line is removed only if it is there", () => {
  const { written, start } = terminal();
  const progress = start();
  progress.clear();
  expect(written).toEqual([]);
  vi.advanceTimersByTime(100);
  progress.clear();
  progress.clear();
  expect(written.slice(1)).toEqual(["\r\u001b[K"]);
  progress.stop();
  expect(written).toHaveLength(2);
});

test("what is not a terminal gets nothing", () => {
  const { written, start } = terminal({ isTTY: false });
  const progress = start();
  progress.setTotal(3);
  progress.advance();
  progress.wait(1_000);
  vi.advanceTimersByTime(1_000);
  progress.clear();
  progress.stop();
  expect(written).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

describe("a duration", () => {
  test.for([
    [0, "0s"],
    [1, "1s"],
    [59_000, "59s"],
    [59_001, "1m 00s"],
    [60_000, "1m 00s"],
    [125_000, "2m 05s"],
    [3_599_000, "59m 59s"],
    [3_600_000, "1h 00m"],
    [4_260_000, "1h 11m"],
    [90_000_000, "25h 00m"],
  ] as const)("of %d ms is %s", ([ms, text]) => {
    expect(duration(ms)).toBe(text);
  });
});
