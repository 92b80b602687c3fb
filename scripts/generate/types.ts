import openapiTS, { astToString } from "openapi-typescript";
import { banner } from "./banner.ts";
import type { Source } from "./document.ts";
import { nameSchemas } from "./named-schemas.ts";

/** The document's types, as TypeScript. */
export async function renderTypes({ text }: Source): Promise<string> {
  const nodes = await openapiTS(text, { silent: true });
  return `${banner}\n${astToString(nameSchemas(nodes))}`;
}
