import * as v from "valibot";
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
    throw new SeedError(issues.map((issue) => `${place(issue)}: ${explain(issue)}`).join("\n"));
  }
  const contradictions = [...findContradictions(output)];
  if (contradictions.length > 0) throw new SeedError(contradictions.join("\n"));
  return output;
}

function place(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? []).reduce(
    (path, { key }) => (typeof key === "number" ? `${path}[${key}]` : `${path}.${String(key)}`),
    "seed",
  );
}

function explain(issue: v.BaseIssue<unknown>): string {
  const isUnknownKey = issue.type === "strict_object" && issue.expected === "never";
  return isUnknownKey ? "a seed has no such key" : issue.message;
}
