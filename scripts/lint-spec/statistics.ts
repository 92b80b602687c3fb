import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { isNode, type Node, toNode } from "../lib/node.ts";

/** The size of an OpenAPI document: `10 operations, 94 responses, 152 examples`. */
export function summarizeDocument(file: string): string {
  const document = toNode(load(readFileSync(file, "utf8")));
  const components = toNode(toNode(document["components"])["responses"]);
  const operations = Object.values(toNode(document["paths"]))
    .flatMap((item) => Object.values(toNode(item)))
    .filter((member): member is Node => isNode(member) && "responses" in member);
  const responses = operations
    .flatMap(({ responses }) => Object.values(toNode(responses)))
    .map(toNode)
    .map(({ $ref, ...inline }) =>
      $ref === undefined ? inline : toNode(components[String($ref).split("/").at(-1) ?? ""]),
    );
  const media = responses.flatMap(({ content }) => Object.values(toNode(content)));
  const examples = media.flatMap((content) => Object.keys(toNode(toNode(content)["examples"])));
  return `${operations.length} operations, ${responses.length} responses, ${examples.length} examples`;
}
