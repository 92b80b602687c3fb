// @module-tag slow
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { run } from "../run.ts";

const recipes = fileURLToPath(new URL("../../recipes", import.meta.url));
const jest = fileURLToPath(new URL("../bin/jest.js", import.meta.resolve("jest")));

test("node:test", async () => {
  const { code, out } = await run(process.execPath, ["--test", "--test-reporter=tap", "node-test.ts"], {
    cwd: recipes,
  });
  expect(code, out).toBe(0);
  expect(out).toContain("# pass 2\n");
});

test("jest", async () => {
  const options = ["--rootDir", recipes, "--transform", "{}", "--testTimeout", "60000"];
  const args = ["--experimental-vm-modules", jest, ...options];
  const { code, err } = await run(process.execPath, args, { cwd: recipes });
  expect(code, err).toBe(0);
  expect(err).toContain("2 passed, 2 total");
});
