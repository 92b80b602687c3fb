import { readFileSync } from "node:fs";
import { findCodeBlocks } from "../../../scripts/lib/code-blocks.ts";

/** What a test adds to a block, or why it leaves the block out. */
export interface Addition {
  /** A text that only this block contains. */
  readonly block: string;
  /** Code before the block, which makes the situation that its text describes. */
  readonly before?: string;
  /** Code after the block, which uses what it only defines. */
  readonly after?: string;
  /** The reason why the block is not part of the module. */
  readonly leftOut?: string;
}

/** Reads the blocks of a README, relative to the root of the repository. It must have some. */
export function readBlocks(readme: string, language = "ts"): string[] {
  const text = readFileSync(new URL(`../../../${readme}`, import.meta.url), "utf8");
  const blocks = findCodeBlocks(text, language);
  if (blocks.length === 0) throw new Error(`${readme} has no blocks of ${language}`);
  return blocks;
}

/** Returns the one block that contains a text. */
export function findBlock(blocks: readonly string[], text: string): string {
  const found = blocks.filter((block) => block.includes(text));
  if (found.length !== 1) throw new Error(`${found.length} blocks contain ${JSON.stringify(text)}`);
  return found[0] ?? "";
}

/** Joins blocks into one module, since they build on each other. */
export function joinBlocks(blocks: readonly string[], additions: readonly Addition[] = []): string {
  const byBlock = new Map(additions.map((addition) => [findBlock(blocks, addition.block), addition]));
  return blocks
    .map((block) => {
      const { before = "", after = "", leftOut } = byBlock.get(block) ?? {};
      return leftOut === undefined ? `${before}\n${block}\n${after}` : "";
    })
    .join("\n");
}

/** Replaces texts that have to be there: addresses, tokens and paths that do not exist here. */
export function replaceAll(code: string, replacements: Readonly<Record<string, string>>): string {
  return Object.entries(replacements).reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`no block contains ${JSON.stringify(from)}`);
    return text.replaceAll(from, () => to);
  }, code);
}
