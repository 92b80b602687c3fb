import { afterEach, expect, test, vi } from "vitest";
import { runCommand } from "../../lib/command.ts";

const { argv } = process;
afterEach(() => {
  process.argv = argv;
  process.exitCode = undefined;
  vi.restoreAllMocks();
});

test("a command gets what belongs to the process, and its status is that of the process", async () => {
  const log = vi.spyOn(console, "log").mockReturnValue();
  const error = vi.spyOn(console, "error").mockReturnValue();
  process.argv = ["node", "script.ts", "--update", "x"];
  await runCommand(async (args, context) => {
    expect(args).toEqual(["--update", "x"]);
    expect(context).toMatchObject({ cwd: process.cwd(), env: process.env });
    context.log("one");
    context.error("two");
    return 7;
  });
  expect(process.exitCode).toBe(7);
  expect(log.mock.calls).toEqual([["one"]]);
  expect(error.mock.calls).toEqual([["two"]]);
});
