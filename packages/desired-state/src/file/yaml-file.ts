import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Problem } from "../desired-state-error.js";

/** A YAML or JSON file that knows where its values are. */
export class YamlFile {
  /** What the file contains, as JSON. Undefined when it has problems. */
  readonly value: unknown;
  /** What is wrong with its syntax. */
  readonly problems: readonly Problem[];
  readonly #document: Document.Parsed;
  readonly #lines = new LineCounter();

  constructor(text: string) {
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    const problems: Problem[] = [...this.#document.errors, ...this.#document.warnings].map(
      ({ message, pos }) => ({ path: [], message, ...this.#place(pos[0]) }),
    );
    if (problems.length === 0) {
      try {
        this.value = this.#document.toJS();
      } catch (error) {
        // An alias without its anchor, or aliases that grow without bounds.
        problems.push({ path: [], message: error instanceof Error ? error.message : String(error) });
      }
    }
    this.problems = problems;
  }

  /** The keys of an object at the top of the file, as text, in the order of the file. */
  keysOf(name: string): string[] {
    const node = this.#document.get(name);
    return isMap(node) ? node.items.map(({ key }) => keyText(key)) : [];
  }

  /**
   * The line and the column of a value: those of its key if it is a member of an object. Where the path leads nowhere, as for a
   * missing key, the place of the last value on the way.
   */
  placeOf(path: readonly (string | number)[]): { line: number; column: number } {
    let node: unknown = this.#document.contents;
    let offset = offsetOf(node) ?? 0;
    for (const key of path) {
      if (isSeq(node)) {
        node = node.items[Number(key)];
        offset = offsetOf(node) ?? offset;
      } else {
        const pair = isMap(node) ? node.items.find((item) => keyText(item.key) === String(key)) : undefined;
        offset = offsetOf(pair?.key) ?? offset;
        node = pair?.value;
      }
    }
    return this.#place(offset);
  }

  #place(offset: number): { line: number; column: number } {
    const { line, col } = this.#lines.linePos(offset);
    return { line, column: col };
  }
}

function keyText(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

function offsetOf(node: unknown): number | undefined {
  return (node as Partial<Node> | null | undefined)?.range?.[0];
}
