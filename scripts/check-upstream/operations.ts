import { isNode, type Node, toList, toNode } from "../lib/node.ts";
import type { ApiDocument } from "./load.ts";

/** An operation, including the parameters that it inherits from its path. */
export interface Operation {
  /** Its `operationId`. */
  readonly name: string;
  readonly parameters: readonly unknown[];
  readonly requestBody: unknown;
  readonly responses: Node;
  readonly security: unknown;
  /** The token scopes that our document states, of which a token needs one. */
  readonly scopes: unknown;
}

const methods = ["get", "put", "post", "delete", "patch", "head", "options", "trace"];

/** The job token scope operations, by method and path. The lookups of projects and groups are not included. */
export function findOperations(document: ApiDocument): Map<string, Operation> {
  const operations = new Map<string, Operation>();
  for (const [path, item] of Object.entries(document.paths)) {
    if (!path.includes("/job_token_scope")) continue;
    const shared = document.resolve(item);
    for (const method of methods) {
      const operation = shared[method];
      if (!isNode(operation)) continue;
      operations.set(`${method.toUpperCase()} ${path}`, {
        name: String(operation["operationId"]),
        parameters: [...toList(shared["parameters"]), ...toList(operation["parameters"])],
        requestBody: operation["requestBody"],
        responses: toNode(operation["responses"]),
        security: operation["security"] ?? document.security,
        scopes: operation["x-gitlab-scopes"],
      });
    }
  }
  return operations;
}
