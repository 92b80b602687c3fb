import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { parseSeed, SeedError } from "./gitlab/parse-seed.js";
import type { Seed } from "./gitlab/seed.js";

/**
 * Reads a seed from a file: YAML if its name ends in `.yaml` or `.yml`, JSON otherwise.
 *
 * @throws {SeedError} If the file cannot be read or is not a valid seed. The message begins with the name of the file.
 */
export async function readSeedFile(file: string): Promise<Seed> {
  try {
    const text = await readFile(file, "utf8");
    return parseSeed(isYaml(file) ? await parseYaml(text) : JSON.parse(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SeedError(`${file}: ${reason}`, { cause: error });
  }
}

function isYaml(file: string): boolean {
  return [".yaml", ".yml"].includes(extname(file).toLowerCase());
}

/** Loads the YAML parser on demand. */
async function parseYaml(text: string): Promise<unknown> {
  const { load } = await import("js-yaml");
  return load(text);
}
