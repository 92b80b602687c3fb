import { globSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";

/** Replaces vitest, whose own types may not compile with every TypeScript version. */
const harness = `
export { expectTypeOf } from "expect-type";
export function test(_name: string, _run: () => unknown): void {}
`;

/**
 * Copies the packages' type tests into a folder, to be compiled there against the packed packages.
 *
 * @returns The names of the files.
 */
export async function copyTypeTests(root: string, folder: string): Promise<string[]> {
  await writeFile(join(folder, "harness.ts"), harness);
  const files = globSync("packages/*/test/**/*.test-d.ts", { cwd: root });
  const names = files.map((file) => basename(file).replace(".test-d.ts", "-types.ts"));
  for (const [index, file] of files.entries()) {
    const text = await readFile(join(root, file), "utf8");
    await writeFile(join(folder, names[index] ?? file), text.replace('from "vitest"', 'from "./harness.js"'));
  }
  return names;
}
