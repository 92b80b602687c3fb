import { existsSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Plugin } from "vitest/config";
import { defineConfig, mergeConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import shared from "./vitest.config.ts";

/** The workspace whose tests run, as `pnpm test:mutation` sets it. */
const workspace = resolve(process.env["MUTATED_WORKSPACE"] ?? "");
const { name }: { name: string } = JSON.parse(readFileSync(join(workspace, "package.json"), "utf8"));
const sources = join(workspace, "src");

/** Makes tests that import the compiled package run its sources, which contain the mutants. */
const runSources: Plugin = {
  name: "run-sources",
  enforce: "pre",
  resolveId(id, importer = "") {
    if (id === name) return join(sources, "index.ts");
    const file = resolve(importer, "..", id);
    const compiled = join(workspace, "dist");
    if (id.startsWith(".") && file.startsWith(compiled) && !importer.startsWith(compiled)) {
      return join(sources, relative(compiled, file)).replace(/\.js$/, ".ts");
    }
    // Loading the libraries from `dist`, where they are bundled, is much faster.
    if (id.startsWith(".") && file.startsWith(join(sources, "prism/"))) {
      return join(compiled, relative(sources, file));
    }
    return undefined;
  },
};

/** Runs the slow tests last: the others notice most mutants. */
class SlowLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isSlow = ({ moduleId }: TestSpecification) =>
      readFileSync(moduleId, "utf8").includes("@module-tag slow");
    return sorted.toSorted((a, b) => Number(isSlow(a)) - Number(isSlow(b)));
  }
}

export default mergeConfig(
  shared,
  defineConfig({
    root: workspace,
    plugins: existsSync(sources) ? [runSources] : [],
    test: {
      typecheck: { enabled: false },
      // The command loads most of its sources when they are needed.
      setupFiles: name.endsWith("/cli") ? [resolve("scripts/test-mutation/load-sources.ts")] : [],
      // The slow tests would take hours. Tests that read the sources would read the mutants.
      tagsFilter: ["(!slow || mutants) && !sources"],
      sequence: { sequencer: SlowLast },
      // Many mutants make a call wait forever. A test that fails costs less than one that Stryker has to end.
      testTimeout: 5_000,
      hookTimeout: 5_000,
      // Mutants are counted per test.
      maxConcurrency: 1,
      reporters: [],
    },
  }),
);
