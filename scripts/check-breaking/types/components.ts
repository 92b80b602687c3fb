import { addition, breaking, type Change } from "../change.ts";
import { compareMembers } from "../members.ts";
import { compareTypes, type TypeComparison } from "./compare-types.ts";
import type { Field } from "./generated-types.ts";

/**
 * Lists the changes of the components' types: their names are exported. Run it after the comparison of the operations, which
 * compares the content of each component where it is used.
 */
export function* compareComponentTypes(comparison: TypeComparison): Generator<Change> {
  const { documents, fieldsOf } = comparison.types;
  const [before, after] = documents.map((types) => {
    const components = [...fieldsOf(types.get("components"))].flatMap(([kind, { type }]) =>
      [...fieldsOf(type)].map(([name, field]) => [`${kind}/${name}`, field] as const),
    );
    return new Map(components);
  });
  yield* compareMembers<Field, Change>(before ?? new Map(), after ?? new Map(), {
    *removed(name) {
      yield breaking(name, "the component was removed", "compilation", "restore it");
    },
    *added(name) {
      yield addition(name, "a new component");
    },
    *kept(name, one, other) {
      if (!comparison.visits.hasCompared(name)) yield* compareTypes(comparison, name, "response", one, other);
    },
  });
}
