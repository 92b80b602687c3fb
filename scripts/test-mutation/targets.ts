import { glob } from "node:fs/promises";

/** Sources that are mutated, and the tests that have to notice. */
export interface Target {
  /** The directory of the sources, which names the target in the report. */
  readonly folder: string;
  /** The workspace whose tests run. */
  readonly workspace: string;
  /** The minimum score in percent. */
  readonly minimum: number;
  /** Files and directories that are not mutated, and what tests them instead. */
  readonly except?: { readonly paths: readonly string[]; readonly reason: string };
}

const fixture = "packages/contract-fixture";

/** They install packages, start browsers and registries, or run Stryker: that they work is seen when they run. */
const drivers = [
  "scripts/check-packed",
  "scripts/check-readme-commands/nodes.ts",
  "scripts/check-release",
  ...["bundlers", "chromium", "command", "project", "runtimes", "workerd"].map(
    (name) => `scripts/check-runtimes/${name}.ts`,
  ),
  "scripts/test-mutation/copy-assets.ts",
  "scripts/test-mutation/load-sources.ts",
  "scripts/test-mutation/run-mutants.ts",
];

/** Every package that is not listed here with another minimum has to reach 90%. */
export const targets: readonly Target[] = [
  { folder: "packages/openapi-client/src", workspace: "packages/openapi-client", minimum: 90 },
  { folder: "packages/facade/src", workspace: "packages/facade", minimum: 90 },
  { folder: "packages/desired-state/src", workspace: "packages/desired-state", minimum: 90 },
  {
    folder: "packages/cli/src",
    workspace: "packages/cli",
    minimum: 90,
    except: { paths: ["packages/cli/src/page/browser"], reason: "slow tests run them in Chromium" },
  },
  { folder: `${fixture}/src/gitlab`, workspace: fixture, minimum: 90 },
  { folder: `${fixture}/src/engine`, workspace: fixture, minimum: 90 },
  { folder: `${fixture}/src/script`, workspace: fixture, minimum: 90 },
  { folder: `${fixture}/src/control`, workspace: fixture, minimum: 90 },
  {
    folder: "scripts",
    workspace: "scripts",
    minimum: 85,
    except: { paths: drivers, reason: "they run programs for minutes" },
  },
];

/** Lists the sources of a target: not generated code, tests, or the scripts that only start a command. */
export async function listSources(root: string, { folder, except }: Target): Promise<string[]> {
  const sources: string[] = [];
  const pattern = folder === "scripts" ? "scripts/*/**/*.ts" : `${folder}/**/*.ts`;
  for await (const file of glob(pattern, { cwd: root, exclude: ["**/node_modules"] })) {
    if (/\/(?:generated|test|node_modules)\/|\.d\.ts$/.test(file)) continue;
    if (!except?.paths.some((path) => file === path || file.startsWith(`${path}/`))) sources.push(file);
  }
  return sources.sort();
}
