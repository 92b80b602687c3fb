import { readFileSync } from "node:fs";
import { join } from "node:path";
import { banner } from "./banner.ts";

/**
 * The version of a package, as TypeScript.
 *
 * @param directory The package's directory.
 */
export function renderVersion(directory: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
  const { version } = manifest as { version?: unknown };
  if (typeof version !== "string") throw new Error(`${directory}/package.json: has no version`);
  return `${banner.replace("spec/openapi.yaml", "package.json")}
/** The version of this package. */
export const packageVersion: string = ${JSON.stringify(version)};
`;
}
