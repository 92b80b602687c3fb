import openapiTS, { astToString } from "openapi-typescript";
import { banner } from "./banner.ts";
import type { Source } from "./document.ts";

/** The document's types, as TypeScript. */
export async function renderTypes({ text }: Source): Promise<string> {
  return `${banner}\n${astToString(await openapiTS(text, { silent: true }))}`;
}
