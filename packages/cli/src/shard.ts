import { createHash } from "node:crypto";
import { usageError } from "./command-error.js";

/** One of the equal parts of a run: `--shard 2/4`. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** @throws {CommandError} If it is not like `"2/4"`. */
export function parseShard(text: string): Shard {
  const match = /^(\d{1,4})\/(\d{1,4})$/.exec(text);
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  if (match !== null && index >= 1 && index <= count) return { index, count };
  throw usageError(
    `--shard ${text}: expected the number of the part and the number of parts, such as 2/4. In GitLab CI with parallel: --shard "$CI_NODE_INDEX/$CI_NODE_TOTAL"`,
  );
}

/**
 * Whether a project belongs to a part. It depends on nothing but the project, so that parts are disjoint although the list of a
 * group's projects may change between the jobs.
 *
 * @param key What identifies the project in every part: its ID, or its path in the file.
 */
export function isInShard({ index, count }: Shard, key: string): boolean {
  return createHash("sha256").update(key).digest().readUInt32BE() % count === index - 1;
}
