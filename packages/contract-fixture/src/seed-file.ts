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
    const text = (await readFile(file, "utf8")).replace(/^\uFEFF/, "");
    return parseSeed(isYaml(file) ? await parseYaml(text) : await parseJson(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SeedError(`${file}: ${reason}`, { cause: error });
  }
}

function isYaml(file: string): boolean {
  return [".yaml", ".yml"].includes(extname(file).toLowerCase());
}

/** Loads the YAML parser on demand. The message of an error does not quote the file, which contains tokens. */
async function parseYaml(text: string): Promise<unknown> {
  const { load, YAMLException } = await import("js-yaml");
  try {
    return load(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { reason, mark } = error;
    const place = mark === undefined ? "" : ` (${mark.line + 1}:${mark.column + 1})`;
    throw new SyntaxError(reason + place, { cause: error });
  }
}

/**
 * JSON.parse() keeps the last of duplicate keys, and quotes the file. JSON is also YAML, whose parser rejects the former and does not
 * do the latter.
 */
async function parseJson(text: string): Promise<unknown> {
  await parseYaml(text);
  try {
    return JSON.parse(text);
  } catch {
    throw new SyntaxError("not JSON: the name of a YAML file ends in .yaml or .yml");
  }
}
