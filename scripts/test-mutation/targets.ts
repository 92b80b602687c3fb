import { glob } from "node:fs/promises";

/** Sources that are mutated, and the tests that have to notice. */
export interface Target {
  /** The directory of the sources, which names the target in the report. */
  readonly folder: string;
  /** The workspace whose tests run. */
  readonly workspace: string;
  /** The minimum score in percent. */
  readonly minimum: number;
}

const fixture = "packages/contract-fixture";

/** Every package that is not listed here with another minimum has to reach 90%. */
export const targets: readonly Target[] = [
  { folder: "packages/openapi-client/src", workspace: "packages/openapi-client", minimum: 90 },
  { folder: "packages/facade/src", workspace: "packages/facade", minimum: 90 },
  { folder: "packages/desired-state/src", workspace: "packages/desired-state", minimum: 90 },
  { folder: "packages/cli/src", workspace: "packages/cli", minimum: 90 },
  { folder: `${fixture}/src/gitlab`, workspace: fixture, minimum: 90 },
  { folder: `${fixture}/src/engine`, workspace: fixture, minimum: 90 },
  { folder: `${fixture}/src/script`, workspace: fixture, minimum: 90 },
  { folder: `${fixture}/src/control`, workspace: fixture, minimum: 90 },
  { folder: "scripts", workspace: "scripts", minimum: 85 },
];

/** Lists the sources of a target: not generated code, tests, or the files that only start a command. */
export async function listSources(root: string, { folder }: Target): Promise<string[]> {
  const sources: string[] = [];
  const pattern = folder === "scripts" ? "scripts/*/**/*.ts" : `${folder}/**/*.ts`;
  for await (const file of glob(pattern, { cwd: root, exclude: ["**/node_modules"] })) {
    if (!/\/(?:generated|test|node_modules)\//.test(file)) sources.push(file);
  }
  return sources.sort();
}
