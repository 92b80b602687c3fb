import { readFile } from "node:fs/promises";
import { parseSeed, SeedError } from "./gitlab/parse-seed.js";
import type { Seed } from "./gitlab/seed.js";

/**
 * Reads a seed from a JSON file.
 *
 * @throws {SeedError} When the file cannot be read, is not JSON, or is no seed; the message begins with the file.
 */
export async function readSeedFile(file: string): Promise<Seed> {
  try {
    return parseSeed(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SeedError(`${file}: ${reason}`, { cause: error });
  }
}
