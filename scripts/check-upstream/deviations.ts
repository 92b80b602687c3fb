import * as v from "valibot";
import { loadYaml } from "./load.ts";

const value = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String));
const text = v.pipe(v.string(), v.trim(), v.nonEmpty());

const deviation = v.strictObject({
  at: v.pipe(text, v.startsWith("/")),
  theirs: value,
  truth: value,
  why: text,
  source: v.pipe(text, v.regex(/^https:\/\/(docs\.gitlab\.com|gitlab\.com\/gitlab-org\/gitlab)\//)),
});

/**
 * A difference from GitLab's document that is meant: wherever ours says `truth` at a place that `at` matches, theirs
 * says `theirs`. `at` is a glob: `*` is one segment or a part of it, `**` any number, `{a,b}` either.
 */
export type Deviation = v.InferOutput<typeof deviation>;

/**
 * Reads the recorded differences.
 *
 * @throws {Error} In one line, what is wrong and where.
 */
export async function loadDeviations(file: string): Promise<Deviation[]> {
  const result = v.safeParse(v.array(deviation), await loadYaml(file));
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`${file}: ${v.getDotPath(issue) ?? "the file"}: ${issue.message}`);
}
