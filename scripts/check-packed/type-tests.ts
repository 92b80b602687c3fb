import { globSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { basename, join, sep } from "node:path";

/** Replaces vitest, whose own types may not compile with every TypeScript version. */
const harness = `
export { expectTypeOf } from "expect-type";
export function test(_name: string, _run: () => unknown): void {}
`;

/** A type test that was copied. */
export interface TypeTest {
  /** The directory of the package that it belongs to: `"facade"`. */
  readonly owner: string;
  /** The name of the file. */
  readonly name: string;
}

/** Copies the packages' type tests into a folder, to be compiled there against the packed packages. */
export async function copyTypeTests(root: string, folder: string): Promise<TypeTest[]> {
  await writeFile(join(folder, "harness.ts"), harness);
  const tests: TypeTest[] = [];
  for (const file of globSync("packages/*/test/**/*.test-d.ts", { cwd: root })) {
    const name = basename(file).replace(".test-d.ts", "-types.ts");
    const text = await readFile(join(root, file), "utf8");
    await writeFile(join(folder, name), text.replace('from "vitest"', 'from "./harness.js"'));
    tests.push({ owner: file.split(sep)[1] ?? "", name });
  }
  return tests;
}
