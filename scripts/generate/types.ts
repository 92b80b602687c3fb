import openapiTS, { astToString } from "openapi-typescript";
import { firstLine } from "../lib/first-line.ts";
import { banner } from "./banner.ts";
import type { Source } from "./document.ts";
import { nameSchemas } from "./named-schemas.ts";

/**
 * The document's types, as TypeScript.
 *
 * @throws {Error} When openapi-typescript cannot convert the document. The message is one line, and begins with the source.
 */
export async function renderTypes({ document: { text, source } }: Source): Promise<string> {
  try {
    return `${banner}\n${astToString(nameSchemas(await openapiTS(text, { silent: true })))}`;
  } catch (error) {
    throw new Error(`${source}: openapi-typescript: ${firstLine(error)}`, { cause: error });
  }
}
