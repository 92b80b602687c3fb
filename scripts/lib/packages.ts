import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isNode, type Node, toNode } from "./node.ts";

/** A package of this repository that is published. */
export interface PublicPackage {
  readonly name: string;
  readonly version: string;
  /** Relative to the root of the repository: `"packages/facade"`. */
  readonly directory: string;
  /** The contents of its package.json. */
  readonly manifest: Node;
}

/**
 * Lists the packages in `packages/` that are not private, each after those that it depends on.
 *
 * @throws {Error} If there are none, or a package.json has no name or version.
 */
export function listPublicPackages(root: string): PublicPackage[] {
  const packages = readdirSync(join(root, "packages"))
    .map((name) => `packages/${name}`)
    .filter((directory) => existsSync(join(root, directory, "package.json")))
    .map((directory) => readPackage(root, directory))
    .filter(({ manifest }) => manifest["private"] !== true);
  if (packages.length === 0) throw new Error("packages: no public package");
  return sortByDependencies(packages);
}

function readPackage(root: string, directory: string): PublicPackage {
  const manifest: unknown = JSON.parse(readFileSync(join(root, directory, "package.json"), "utf8"));
  if (!isNode(manifest) || typeof manifest["name"] !== "string" || typeof manifest["version"] !== "string") {
    throw new Error(`${directory}/package.json: has no name or version`);
  }
  return { name: manifest["name"], version: manifest["version"], directory, manifest };
}

function sortByDependencies(packages: readonly PublicPackage[]): PublicPackage[] {
  const sorted = new Set<PublicPackage>();
  const add = (each: PublicPackage): void => {
    const dependencies = Object.keys(toNode(each.manifest["dependencies"]));
    for (const other of packages) {
      if (dependencies.includes(other.name) && !sorted.has(other)) add(other);
    }
    sorted.add(each);
  };
  for (const each of packages) add(each);
  return [...sorted];
}
