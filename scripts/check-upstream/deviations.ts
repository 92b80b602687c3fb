import * as v from "valibot";
import { readText } from "../lib/read-text.ts";
import { parseYaml } from "../lib/yaml.ts";
import { expandPlaces } from "./places.ts";

const value = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String));
const text = v.pipe(v.string(), v.trim(), v.nonEmpty());
const pattern = v.pipe(text, v.startsWith("/"));

const file = v.strictObject({
  groups: v.record(v.string(), v.array(text)),
  deviations: v.array(
    v.strictObject({
      at: v.union([pattern, v.pipe(v.array(pattern), v.nonEmpty())]),
      theirs: value,
      ours: value,
      reason: text,
      source: v.pipe(text, v.regex(/^https:\/\/(docs\.gitlab\.com|gitlab\.com\/gitlab-org\/gitlab)\//)),
    }),
  ),
});

/** An intended difference from GitLab's document at one place: there, our document has the value `ours` and GitLab's `theirs`. */
export interface Deviation {
  readonly ours: string;
  readonly theirs: string;
}

/**
 * Reads the recorded differences, by place.
 *
 * @throws {Error} When the file cannot be read, has another format, or records a place twice. The message is one line, and
 *   names the place.
 */
export async function loadDeviations(cwd: string, source: string): Promise<Map<string, Deviation>> {
  const result = v.safeParse(file, parseYaml(await readText(cwd, source), source));
  if (!result.success) {
    const [issue] = result.issues;
    throw new Error(`${source}: ${v.getDotPath(issue) ?? "the file"}: ${issue.message}`);
  }
  const { groups, deviations } = result.output;
  const byPlace = new Map<string, Deviation>();
  for (const [index, { at, ours, theirs }] of deviations.entries()) {
    for (const place of [at].flat().flatMap((entry) => expand(entry, index))) {
      if (byPlace.has(place))
        throw new Error(`${source}: deviations.${index}: ${place} is recorded twice. Remove one.`);
      byPlace.set(place, { ours, theirs });
    }
  }
  return byPlace;

  function expand(entry: string, index: number): string[] {
    try {
      return expandPlaces(entry, groups);
    } catch (error) {
      throw new Error(`${source}: deviations.${index}: ${error instanceof Error ? error.message : error}`);
    }
  }
}
