import { isNode } from "../lib/node.ts";

/** Shorter texts may coincide by chance: "The project.", "Not found". */
const minWords = 5;

/** The descriptions and summaries of a document, with white space collapsed. */
export function findProse(value: unknown): Set<string> {
  const found = new Set<string>();
  const collect = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(collect);
    if (!isNode(node)) return;
    for (const [key, item] of Object.entries(node)) {
      if (typeof item !== "string") collect(item);
      else if (key === "description" || key === "summary") {
        const text = item.trim().replaceAll(/\s+/g, " ");
        if (text.split(" ").length >= minWords) found.add(text);
      }
    }
  };
  collect(value);
  return found;
}
