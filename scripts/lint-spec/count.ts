import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { isNode, type Node, toNode } from "../lib/node.ts";

/** How much a document describes: `10 operations, 94 answers by status, 152 examples`. */
export function count(file: string): string {
  const document = toNode(load(readFileSync(file, "utf8")));
  const shared = toNode(toNode(document["components"])["responses"]);
  const operations = Object.values(toNode(document["paths"]))
    .flatMap((item) => Object.values(toNode(item)))
    .filter((member): member is Node => isNode(member) && "responses" in member);
  const responses = operations
    .flatMap(({ responses }) => Object.values(toNode(responses)))
    .map(toNode)
    .map(({ $ref, ...own }) =>
      $ref === undefined ? own : toNode(shared[String($ref).split("/").at(-1) ?? ""]),
    );
  const media = responses.flatMap(({ content }) => Object.values(toNode(content)));
  const examples = media.flatMap((one) => Object.keys(toNode(toNode(one)["examples"])));
  return `${operations.length} operations, ${responses.length} answers by status, ${examples.length} examples`;
}
