import type { Change } from "./change.ts";
import type { Comparison } from "./comparison.ts";
import { compareKeywords } from "./keywords.ts";
import { asNode, compareMembers } from "./node.ts";
import { compareSchemas, type Role } from "./schemas.ts";

/** The changes between two bodies, by their media types. */
export function* compareContents(
  comparison: Comparison,
  place: string,
  role: Role,
  before: unknown,
  after: unknown,
): Generator<Change> {
  yield* compareMembers<Change>(asNode(before), asNode(after), {
    *removed(type) {
      yield { weight: "breaking", place, text: `${type} is gone` };
    },
    *added(type) {
      yield { weight: "addition", place, text: `${type} is new` };
    },
    *kept(_type, old, now) {
      const [oldBody, newBody] = [asNode(old), asNode(now)];
      const [oldSchema, newSchema] = [oldBody["schema"] ?? true, newBody["schema"] ?? true];
      yield* compareSchemas(comparison, `${place} body`, role, oldSchema, newSchema);
      yield* compareKeywords(place, oldBody, newBody, ["schema"]);
    },
  });
}
