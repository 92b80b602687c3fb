import { $RefParser } from "@apidevtools/json-schema-ref-parser";
import { load } from "js-yaml";
import { firstLine } from "../lib/first-line.ts";
import { isNode, type Node, toNode } from "../lib/node.ts";

/** An OpenAPI document with every `$ref` replaced by its target. */
export interface Document {
  root: Node;
  /** The components by name, such as `schemas/Project`. */
  components: Node;
  /** The components' names, so that a component which many operations share is reported once, under its name. */
  names: ReadonlyMap<unknown, string>;
}

/**
 * Reads an OpenAPI document.
 *
 * @param text YAML or JSON.
 * @param source The file or git object of the text, for error messages.
 * @throws {Error} When the text is not YAML, not OpenAPI 3, or has a reference that cannot be resolved. The message is one
 *   line.
 */
export async function readDocument(text: string, source: string): Promise<Document> {
  let root: unknown;
  try {
    root = load(text);
  } catch (error) {
    throw new Error(`${source}: invalid YAML: ${firstLine(error)}`, { cause: error });
  }
  if (!isNode(root) || !/^3\./.test(String(root["openapi"])) || !isNode(root["paths"])) {
    throw new Error(`${source}: not an OpenAPI 3 document: expected \`openapi: 3.x\` and \`paths\``);
  }
  try {
    await new $RefParser().dereference(root, { resolve: { file: false, http: false } });
  } catch (error) {
    throw new Error(`${source}: ${firstLine(error)}`, { cause: error });
  }
  const components = componentsOf(root);
  const names = new Map(Object.entries(components).map(([name, component]) => [component, name]));
  return { root, components, names };
}

/** Without `components/examples`: examples are documentation, and are compared where they are used. */
function componentsOf(root: Node): Node {
  const kinds = Object.entries(toNode(root["components"])).filter(([kind]) => !/^(examples$|x-)/.test(kind));
  const named = kinds.flatMap(([kind, components]) =>
    Object.entries(toNode(components)).map(([name, component]) => [`${kind}/${name}`, component]),
  );
  return Object.fromEntries(named);
}
