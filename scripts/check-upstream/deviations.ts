import * as v from "valibot";
import { readText } from "../lib/read-text.ts";
import { parseYaml } from "../lib/yaml.ts";

const value = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String));
const text = v.pipe(v.string(), v.trim(), v.nonEmpty());

const deviation = v.strictObject({
  at: v.pipe(text, v.startsWith("/")),
  theirs: value,
  ours: value,
  reason: text,
  source: v.pipe(text, v.regex(/^https:\/\/(docs\.gitlab\.com|gitlab\.com\/gitlab-org\/gitlab)\//)),
});

/**
 * An intended difference from GitLab's document: at every place that `at` matches, our document has the value `ours` and
 * GitLab's has `theirs`. `at` is a glob: `*` matches a segment or a part of one, `**` any number of segments, `{a,b}`
 * either alternative.
 */
export type Deviation = v.InferOutput<typeof deviation>;

/**
 * Reads the recorded differences.
 *
 * @throws {Error} When the file cannot be read or has another format. The message is one line, and names the place.
 */
export async function loadDeviations(cwd: string, file: string): Promise<Deviation[]> {
  const result = v.safeParse(v.array(deviation), parseYaml(await readText(cwd, file), file));
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`${file}: ${v.getDotPath(issue) ?? "the file"}: ${issue.message}`);
}
