import { toNode } from "../lib/node.ts";
import type { OpenApiDocument } from "../lib/openapi/document.ts";
import { listOperations } from "../lib/openapi/operations.ts";

/** The size of an OpenAPI document: `10 operations, 94 responses, 152 examples`. */
export function summarizeDocument(document: OpenApiDocument): string {
  const operations = listOperations(document);
  const responses = operations.flatMap(({ node }) => Object.values(toNode(node["responses"])));
  const media = responses.flatMap((response) => Object.values(toNode(document.resolve(response)["content"])));
  const examples = media.flatMap((content) => Object.keys(toNode(toNode(content)["examples"])));
  return `${operations.length} operations, ${responses.length} responses, ${examples.length} examples`;
}
