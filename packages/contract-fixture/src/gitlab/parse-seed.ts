import * as v from "valibot";
import { describeIssues } from "../describe-issues.js";
import type { Seed } from "./seed.js";
import { findInconsistencies } from "./seed-inconsistencies.js";
import { seedSchema } from "./seed-schema.js";

/** The seed is invalid. Each line of the message names a location in the seed and the problem there. */
export class SeedError extends Error {
  override readonly name = "SeedError";
}

/**
 * Validates a seed.
 *
 * @throws {SeedError} If the seed does not match the schema or is inconsistent.
 */
export function parseSeed(value: unknown): Seed {
  const { success, output, issues } = v.safeParse(seedSchema, value);
  if (!success) {
    throw new SeedError(describeIssues("seed", issues));
  }
  const inconsistencies = [...findInconsistencies(output)];
  if (inconsistencies.length > 0) throw new SeedError(inconsistencies.join("\n"));
  return output;
}
