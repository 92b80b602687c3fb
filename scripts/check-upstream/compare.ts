import type { Element } from "./element.ts";

/** What both documents state at one place; `absent` where a document does not mention it. */
export interface Comparison {
  readonly at: string;
  readonly ours: string;
  readonly theirs: string;
}

/**
 * Compares two elements with everything below them. Below a part that only one document has, there is nothing to compare. In
 * recursive schemas, this ends at the pair that it came from.
 */
export function* compareElements(
  ours: Element,
  theirs: Element,
  at = "",
  compared: readonly (readonly [unknown, unknown])[] = [],
): Generator<Comparison> {
  for (const name of new Set([...Object.keys(ours.facts), ...Object.keys(theirs.facts)])) {
    yield {
      at: `${at}/${name}`,
      ours: ours.facts[name] ?? "absent",
      theirs: theirs.facts[name] ?? "absent",
    };
  }
  if (compared.some(([first, second]) => first === ours.origin && second === theirs.origin)) return;
  const within = [...compared, [ours.origin, theirs.origin] as const];
  for (const name of new Set([...ours.parts.keys(), ...theirs.parts.keys()])) {
    const [first, second] = [ours.parts.get(name), theirs.parts.get(name)];
    const place = `${at}/${name}`;
    yield { at: place, ours: first ? "present" : "absent", theirs: second ? "present" : "absent" };
    if (first && second) yield* compareElements(first(), second(), place, within);
  }
}
