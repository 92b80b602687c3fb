import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findCodeBlocks } from "../lib/code-blocks.ts";

/**
 * Writes the documentation's TypeScript examples into a folder, to be type-checked there. The examples of a README become one
 * module, since they build on each other; each example of a docs comment becomes a module of its own.
 *
 * @returns The names of the files.
 */
export async function writeExamples(root: string, folder: string): Promise<string[]> {
  const packages = (await readdir(join(root, "packages"))).map((name) => join("packages", name));
  const written: string[] = [];
  const write = async (source: string, code: string): Promise<void> => {
    const file = `example-${written.length}.ts`;
    await writeFile(join(folder, file), `// ${source}\n${code}\nexport {};\n`);
    written.push(file);
  };

  for (const readme of ["README.md", ...packages.map((directory) => join(directory, "README.md"))]) {
    const blocks = findCodeBlocks(await readFile(join(root, readme), "utf8"), "ts");
    // A command has none.
    if (readme === join("packages", "cli", "README.md")) continue;
    if (blocks.length === 0) throw new Error(`${readme} has no TypeScript blocks`);
    await write(readme, blocks.join("\n"));
  }
  for (const directory of packages) {
    const sources = await readdir(join(root, directory, "src"), { recursive: true });
    for (const source of sources.filter((name) => name.endsWith(".ts"))) {
      const comments = (await readFile(join(root, directory, "src", source), "utf8")).replaceAll(
        /^ *\* ?/gm,
        "",
      );
      for (const block of findCodeBlocks(comments, "ts")) await write(join(directory, "src", source), block);
    }
  }
  return written;
}
