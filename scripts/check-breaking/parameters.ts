import { isDeepStrictEqual } from "node:util";
import { type Node, toList, toNode } from "../lib/node.ts";
import type { Change } from "./change.ts";
import type { Comparison } from "./comparison.ts";
import { compareContents } from "./contents.ts";
import { compareKeywords } from "./keywords.ts";
import { compareMembers } from "./members.ts";
import { compareSchemas, type Role } from "./schemas.ts";

/** The parameters of an operation, by where they stand and their name; its own win over those of its path. */
export function parametersOf(path: Node, operation: Node): Node {
  const parameters = [...toList(path["parameters"]), ...toList(operation["parameters"])].map(toNode);
  return Object.fromEntries(parameters.map((one) => [`${one["in"]} parameter ${one["name"]}`, one]));
}

/** The changes between the parameters of a request, or the headers of a response. */
export function* compareParameters(
  comparison: Comparison,
  use: string,
  role: Role,
  before: Node,
  after: Node,
): Generator<Change> {
  yield* compareMembers<Change>(before, after, {
    *removed(name) {
      yield { weight: "breaking", place: `${use} ${name}`, text: "is gone" };
    },
    *added(name, value) {
      const isDemand = role === "request" && isRequired(value);
      const text = isDemand ? "is new and required" : "is new";
      yield { weight: isDemand ? "breaking" : "addition", place: `${use} ${name}`, text };
    },
    *kept(name, old, now) {
      if (isDeepStrictEqual(old, now)) return;
      const place = comparison.enter(`${use} ${name}`, old, now, role);
      if (place === undefined) return;
      const [before, after] = [toNode(old), toNode(now)];
      if (isRequired(old) !== isRequired(now)) {
        const isHarmless = isRequired(now) === (role === "response");
        const text = isRequired(now) ? "is required now" : "is optional now";
        yield { weight: isHarmless ? "addition" : "breaking", place, text };
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
