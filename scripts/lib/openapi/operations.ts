import { isNode, type Node, toList, toNode } from "../node.ts";
import type { OpenApiDocument } from "./document.ts";

/** An operation of a document. Its members may be `$ref`s. */
export interface Operation {
  /** In upper case. */
  readonly method: string;
  /** The path's template, such as `/projects/{id}`. */
  readonly path: string;
  /** The operation itself. */
  readonly node: Node;
  /** Its parameters, resolved: its own, and those of its path that it does not override. */
  readonly parameters: readonly Node[];
  /** Its security requirements, or those of the document. */
  readonly security: readonly Node[];
}

/** The methods that a path may have. */
export const methods = [
  "get",
  "put",
  "post",
  "delete",
  "patch",
  "head",
  "options",
  "trace",
  "query",
] as const;

/** The operations of a document, in its order of paths. */
export function listOperations(document: OpenApiDocument): Operation[] {
  const { root, resolve } = document;
  return Object.entries(toNode(root["paths"])).flatMap(([path, item]) => {
    const shared = resolve(item);
    return methods.flatMap((method): Operation[] => {
      const node = shared[method];
      if (!isNode(node)) return [];
      const parameters = [...toList(shared["parameters"]), ...toList(node["parameters"])].map(resolve);
      const byName = new Map(
        parameters.map((parameter) => [`${parameter["in"]} ${parameter["name"]}`, parameter]),
      );
      return [
        {
          method: method.toUpperCase(),
          path,
          node,
          parameters: [...byName.values()],
          security: toList(node["security"] ?? root["security"]).map(toNode),
        },
      ];
    });
  });
}
