import { createRequire } from "node:module";

const { version: own }: { version: string } = createRequire(import.meta.url)("../package.json");

/** The version of this package. */
export const packageVersion: string = own;
