import { toNode } from "../lib/node.ts";
import type { Change } from "./change.ts";
import type { Comparison } from "./comparison.ts";
import { compareKeywords } from "./keywords.ts";
import { compareMembers } from "./members.ts";
import { compareSchemas, type Role } from "./schemas.ts";

/** The changes between two bodies, by their media types. */
export function* compareContents(
  comparison: Comparison,
  place: string,
  role: Role,
  before: unknown,
  after: unknown,
): Generator<Change> {
  yield* compareMembers<Change>(toNode(before), toNode(after), {
    *removed(type) {
      yield { weight: "breaking", place, text: `${type} is gone` };
    },
    *added(type) {
      yield { weight: "addition", place, text: `${type} is new` };
    },
    *kept(_type, old, now) {
      const [oldBody, newBody] = [toNode(old), toNode(now)];
      const [oldSchema, newSchema] = [oldBody["schema"] ?? true, newBody["schema"] ?? true];
      yield* compareSchemas(comparison, `${place} body`, role, oldSchema, newSchema);
      yield* compareKeywords(place, oldBody, newBody, ["schema"]);
    },
  });
}
