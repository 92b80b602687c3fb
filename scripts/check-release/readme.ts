import { readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { findCodeBlocks } from "../lib/code-blocks.ts";

/** What a README tells a newcomer to do first. */
export interface FirstSteps {
  /** The file, relative to the root of the repository. */
  readonly readme: string;
  /** The packages that its first `npm install` names. */
  readonly packages: readonly string[];
  /** Its first example, as a module of JavaScript; `undefined` if it has none. */
  readonly example: string | undefined;
  /** Files that the example reads, with their text. */
  readonly files: Readonly<Record<string, string>>;
}

/** Reads the first steps of a README, with the address and the token of a GitLab in its example. */
export async function readFirstSteps(
  root: string,
  readme: string,
  gitlab: { readonly url: string; readonly token: string },
): Promise<FirstSteps> {
  const text = await readFile(join(root, readme), "utf8");
  const [install = ""] = findCodeBlocks(text, "sh").filter((block) => block.startsWith("npm install "));
  const packages = (install.split("\n")[0] ?? "")
    .split(" ")
    .slice(2)
    .filter((word) => !word.startsWith("-"));
  if (packages.length === 0) throw new Error(`${readme} has no npm install`);
  const [block] = findCodeBlocks(text, "ts");
  const [state] = findCodeBlocks(text, "yaml");
  const [, file] = /"([\w-]+\.yml)"/.exec(block ?? "") ?? [];
  const example = block
    ?.replaceAll("https://gitlab.example.com", gitlab.url)
    .replaceAll("glpat-…", gitlab.token);
  return {
    readme,
    packages,
    example: example === undefined ? undefined : stripTypeScriptTypes(example),
    files: file !== undefined && state !== undefined ? { [file]: state } : {},
  };
}
