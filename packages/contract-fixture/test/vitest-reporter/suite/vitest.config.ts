import { CoverageReporter } from "@gitlab-job-token-scope/contract-fixture/vitest-reporter";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["*.spec.ts"],
    testTimeout: 60_000,
    reporters: [new CoverageReporter({ file: process.env["COVERAGE_FILE"] ?? "" })],
  },
});
