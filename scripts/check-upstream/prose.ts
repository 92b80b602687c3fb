import { isNode } from "../lib/node.ts";

/** Fewer words than these are nobody's: "The project.", "Not found". */
const fewestWords = 5;

/** The sentences of a document: its descriptions and summaries, with white space folded. */
export function findProse(value: unknown): Set<string> {
  const found = new Set<string>();
  const collect = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(collect);
    if (!isNode(node)) return;
    for (const [key, item] of Object.entries(node)) {
      if (typeof item !== "string") collect(item);
      else if (key === "description" || key === "summary") {
        const text = item.trim().replaceAll(/\s+/g, " ");
        if (text.split(" ").length >= fewestWords) found.add(text);
      }
    }
  };
  collect(value);
  return found;
}
