import * as v from "valibot";
import { describeIssues } from "../describe-issues.js";
import type { Seed } from "./seed.js";
import { findContradictions } from "./seed-contradictions.js";
import { seedSchema } from "./seed-schema.js";

/** A seed that cannot be a world. Each line of the message names a place in it and what is wrong there. */
export class SeedError extends Error {
  override readonly name = "SeedError";
}

/**
 * Takes a value for a seed, or says what keeps it from being one.
 *
 * @throws {SeedError} When its shape is wrong, or its parts contradict each other.
 */
export function parseSeed(value: unknown): Seed {
  const { success, output, issues } = v.safeParse(seedSchema, value);
  if (!success) {
    throw new SeedError(describeIssues("seed", "a seed", issues));
  }
  const contradictions = [...findContradictions(output)];
  if (contradictions.length > 0) throw new SeedError(contradictions.join("\n"));
  return output;
}
