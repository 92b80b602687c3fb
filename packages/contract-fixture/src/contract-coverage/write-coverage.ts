import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Coverage } from "./coverage.js";

/**
 * Writes coverage to a file as JSON, and creates its directory.
 *
 * @throws {Error} If the file cannot be written. The message begins with its name.
 */
export async function writeCoverage(file: string, coverage: Coverage): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify(coverage, null, 2)}\n`);
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
