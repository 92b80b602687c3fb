import { fileURLToPath } from "node:url";

/** The OpenAPI document. */
export const file: string = fileURLToPath(new URL("../../../spec/openapi.yaml", import.meta.url));
