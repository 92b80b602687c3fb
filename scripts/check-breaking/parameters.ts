import { isDeepStrictEqual } from "node:util";
import { type Node, toList, toNode } from "../lib/node.ts";
import type { Change } from "./change.ts";
import type { Comparison } from "./comparison.ts";
import { compareContents } from "./contents.ts";
import { compareKeywords } from "./keywords.ts";
import { compareMembers } from "./members.ts";
import { compareSchemas, type Role } from "./schemas.ts";

/** The parameters of an operation, by location and name. They override those of its path. */
export function parametersOf(path: Node, operation: Node): Node {
  const parameters = [...toList(path["parameters"]), ...toList(operation["parameters"])].map(toNode);
  return Object.fromEntries(
    parameters.map((parameter) => [`${parameter["in"]} parameter ${parameter["name"]}`, parameter]),
  );
}

/** Lists the changes between the parameters of a request, or the headers of a response. */
export function* compareParameters(
  comparison: Comparison,
  usedAt: string,
  role: Role,
  before: Node,
  after: Node,
): Generator<Change> {
  yield* compareMembers<Change>(before, after, {
    *removed(name) {
      yield { impact: "breaking", place: `${usedAt} ${name}`, text: "was removed" };
    },
    *added(name, value) {
      const isBreaking = role === "request" && isRequired(value);
      const text = isBreaking ? "was added and is required" : "was added";
      yield { impact: isBreaking ? "breaking" : "addition", place: `${usedAt} ${name}`, text };
    },
    *kept(name, previous, current) {
      if (isDeepStrictEqual(previous, current)) return;
      const place = comparison.begin(`${usedAt} ${name}`, previous, current, role);
      if (place === undefined) return;
      const [before, after] = [toNode(previous), toNode(current)];
      if (isRequired(previous) !== isRequired(current)) {
        const isHarmless = isRequired(current) === (role === "response");
        const text = isRequired(current) ? "is now required" : "is now optional";
        yield { impact: isHarmless ? "addition" : "breaking", place, text };
      }
      yield* compareSchemas(comparison, place, role, before["schema"] ?? true, after["schema"] ?? true);
      yield* compareContents(comparison, place, role, before["content"], after["content"]);
      yield* compareKeywords(place, before, after, ["in", "name", "required", "schema", "content"]);
    },
  });
}

function isRequired(parameter: unknown): boolean {
  return toNode(parameter)["required"] === true;
}
