import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { parseSeed, SeedError } from "./gitlab/parse-seed.js";
import type { Seed } from "./gitlab/seed.js";

/**
 * Reads a seed from a file: YAML where its name ends in `.yaml` or `.yml`, else JSON.
 *
 * @throws {SeedError} When the file cannot be read or is no seed; the message begins with the file, and names the place.
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

/** The parser is loaded only where there is something for it. */
async function parseYaml(text: string): Promise<unknown> {
  const { load } = await import("js-yaml");
  return load(text);
}
