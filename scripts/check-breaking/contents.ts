import { toNode } from "../lib/node.ts";
import type { Change } from "./change.ts";
import type { Comparison } from "./comparison.ts";
import { compareKeywords } from "./keywords.ts";
import { compareMembers } from "./members.ts";
import { compareSchemas, type Role } from "./schemas.ts";

/** Lists the changes between two bodies, by media type. */
export function* compareContents(
  comparison: Comparison,
  place: string,
  role: Role,
  before: unknown,
  after: unknown,
): Generator<Change> {
  yield* compareMembers<Change>(toNode(before), toNode(after), {
    *removed(type) {
      yield { impact: "breaking", place, text: `${type} was removed` };
    },
    *added(type) {
      yield { impact: "addition", place, text: `${type} was added` };
    },
    *kept(_type, previous, current) {
      const [previousBody, currentBody] = [toNode(previous), toNode(current)];
      const [previousSchema, currentSchema] = [previousBody["schema"] ?? true, currentBody["schema"] ?? true];
      yield* compareSchemas(comparison, `${place} body`, role, previousSchema, currentSchema);
      yield* compareKeywords(place, previousBody, currentBody, ["schema"]);
    },
  });
}
