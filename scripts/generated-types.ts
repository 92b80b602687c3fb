import { readFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const document = new URL("../spec/openapi.yaml", import.meta.url);

/** Where the generated types stand. */
export const generatedTypes = new URL("../packages/openapi-client/src/generated/openapi.ts", import.meta.url);

/** The types of `spec/openapi.yaml`, as TypeScript source. The same document always gives the same text. */
export async function renderTypes(): Promise<string> {
  const types = await openapiTS(await readFile(document, "utf8"), { silent: true });
  return `// Generated from spec/openapi.yaml by \`pnpm generate\`. Do not edit.\n\n${astToString(types)}`;
}
