import { parseYaml as parse } from "@redocly/openapi-core";
import { firstLine } from "./first-line.ts";

/**
 * Parses YAML or JSON.
 *
 * @param source The file, URL or git object of the text, for the error message.
 * @throws {Error} When the text is neither. The message is one line, and begins with the source.
 */
export function parseYaml(text: string, source: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`${source}: neither YAML nor JSON: ${firstLine(error)}`, { cause: error });
  }
}
