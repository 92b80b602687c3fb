import { resolve } from "node:path";
import type { Reporter, TestModule, Vitest } from "vitest/node";
import { mergeCoverage } from "../contract-coverage/coverage.js";
import { CoverageRecorder } from "../contract-coverage/coverage-recorder.js";
import { formatCoverage } from "../contract-coverage/format-coverage.js";
import { writeCoverage } from "../contract-coverage/write-coverage.js";
import { loadOperations } from "../engine/operations.js";
import { readTestCoverage } from "../vitest/test-coverage.js";

/** Options of `CoverageReporter`. */
export interface CoverageReporterOptions {
  /** The file to write as JSON, relative to the root of the project. @default No file. */
  file?: string;
}

/**
 * A Vitest reporter that merges the contract coverage of all tests that use the `gitlab` of `createTest()`. It prints a summary at
 * the end of the run, and writes one file.
 *
 * @example
 * ```ts
 * // vitest.config.ts
 * import { CoverageReporter } from "@gitlab-job-token-scope/contract-fixture/vitest-reporter";
 * import { defineConfig } from "vitest/config";
 *
 * export default defineConfig({
 *   test: { reporters: ["default", new CoverageReporter({ file: "gitlab-coverage.json" })] },
 * });
 * ```
 */
export class CoverageReporter implements Reporter {
  readonly #file: string | undefined;
  #vitest: Vitest | undefined;

  constructor({ file }: CoverageReporterOptions = {}) {
    this.#file = file;
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const coverage = mergeCoverage(
      new CoverageRecorder(await loadOperations("openapi")).coverage,
      ...tests.map((test) => readTestCoverage(test.meta())),
    );
    if (this.#file !== undefined) {
      await writeCoverage(resolve(this.#vitest?.config.root ?? "", this.#file), coverage);
    }
    this.#vitest?.logger.log(formatCoverage(coverage));
  }
}
