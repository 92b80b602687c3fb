import { readFile, stat } from "node:fs/promises";
import { usageError } from "../command-error.js";
import { describeFileError } from "../file-error.js";
import type { Secrets } from "../output/secrets.js";

/** A token, or a function that returns the current one. */
export type Token = string | (() => Promise<string>);

/**
 * Reads a token from a file. A regular file is read again before every request, so that the token in it can be replaced; a pipe,
 * such as `<(pass show gitlab)`, only once.
 *
 * @throws {CommandError} If it cannot be read, or is empty.
 */
export async function readTokenFile(file: string, secrets: Secrets): Promise<Token> {
  const read = async (): Promise<string> => {
    const token = (await readFile(file, "utf8")).trim();
    secrets.add(token);
    if (token === "") throw usageError(`--token-file ${file}: the file is empty`);
    if (/\s/.test(token)) throw usageError(`--token-file ${file}: expected a token and nothing else`);
    return token;
  };
  try {
    const token = await read();
    return (await stat(file)).isFile() ? read : token;
  } catch (error) {
    throw describeFileError(`--token-file ${file}`, error);
  }
}
