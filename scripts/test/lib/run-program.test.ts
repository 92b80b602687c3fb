import { expect, test } from "vitest";
import { ProgramError, runProgram } from "../../lib/run-program.ts";
import { createDirectory } from "../helpers.ts";

test("returns what a program writes to both streams, in its directory and with its environment", async () => {
  const cwd = await createDirectory({ "a.txt": "" });
  const output = await runProgram("sh", ["-c", 'ls; echo "$X é" >&2'], {
    cwd,
    env: { PATH: process.env["PATH"], X: "y" },
  });
  expect(output.split("\n").sort()).toEqual(["", "a.txt", "y é"]);
});

test.for([
  [["sh", "-c", "echo out; exit 3"], "sh -c echo out; exit 3: ended with status 3\nout", "out\n"],
  [["sh", "-c", "kill $$"], "sh -c kill $$: ended with SIGTERM\n", ""],
  [["no-such-program", "x"], "no-such-program x: spawn no-such-program ENOENT\n", ""],
] as const)("%j is an error with the reason and the output", async ([[file, ...args], message, output]) => {
  const error = await runProgram(file, args, { cwd: "/" }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ProgramError);
  expect(error).toMatchObject({ name: "ProgramError", message, output });
});
