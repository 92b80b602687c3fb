import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { firstLine } from "./first-line.ts";

/**
 * Reads a text from a file or over HTTP.
 *
 * @param cwd The directory that a relative path starts from.
 * @throws {Error} When the source cannot be read. The message is one line, and begins with the source.
 */
export async function readText(cwd: string, source: string): Promise<string> {
  if (/^https?:/i.test(source)) return download(source);
  try {
    return await readFile(resolve(cwd, source), "utf8");
  } catch (error) {
    throw new Error(`${source}: cannot be read: ${firstLine(error)}`, { cause: error });
  }
}

async function download(url: string): Promise<string> {
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
    if (response.ok) return await response.text();
  } catch (error) {
    // The message is only "fetch failed"; the cause has the reason.
    const { cause } = error instanceof Error ? error : {};
    throw new Error(`${url}: cannot be reached: ${firstLine(cause ?? error)}`, { cause: error });
  }
  throw new Error(`${url}: HTTP ${response.status}`);
}
