import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isNode, toNode } from "../lib/node.ts";
import type { PublicPackage } from "../lib/packages.ts";

/** Modules that import everything that the packages export. */
export interface EntryModules {
  /** Of the packages that run anywhere. */
  readonly web: string;
  /** Of all packages. Those that have a program run in Node only, and their declarations need Node's types. */
  readonly node: string;
}

/** Writes modules into a folder, to be compiled there, with the declarations of all entries of the packages. */
export async function writeEntryModules(
  packages: readonly PublicPackage[],
  folder: string,
): Promise<EntryModules> {
  const modules = { web: "web-entries.ts", node: "node-entries.ts" };
  const anywhere = packages.filter(({ manifest }) => manifest["bin"] === undefined);
  await writeFile(join(folder, modules.web), importEntries(anywhere));
  await writeFile(join(folder, modules.node), importEntries(packages));
  return modules;
}

function importEntries(packages: readonly PublicPackage[]): string {
  const entries = packages.flatMap(({ name, manifest }) =>
    Object.entries(toNode(manifest["exports"]))
      .filter(([, target]) => isNode(target))
      .map(([entry]) => name + entry.slice(1)),
  );
  const imports = entries.map((entry, index) => `export * as entry${index} from "${entry}";\n`);
  return imports.join("");
}
