import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Many runs of a property take long. */
const forRuns = 200 * Number(process.env["FC_NUM_RUNS"] ?? 0);

/**
 * Shared by all packages, which run it in their own directory. `*.test-d.ts` files are type-checked, not run.
 *
 * The timeouts end a test that hangs. They are no measurement: on a busy machine, it can take ten times as long as alone.
 */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"] },
    // The test files of a package share a worker, because loading Prism for each file would take most of the time.
    isolate: false,
    setupFiles: [fileURLToPath(new URL("vitest.properties.ts", import.meta.url))],
    testTimeout: 60_000 + forRuns,
    hookTimeout: 900_000,
    expect: { poll: { timeout: 30_000 } },
    // `pnpm test:fast` skips these. `// @module-tag slow` in the first line tags a whole file.
    tags: [
      {
        name: "slow",
        description: "Takes seconds, because it starts processes or repeats a test thousands of times.",
        timeout: 900_000 + forRuns,
      },
      {
        name: "mutants",
        description:
          "Is slow. Mutation testing runs it all the same, since no other test runs the same sources.",
      },
      { name: "sources", description: "Reads the text of the sources, which mutation testing changes." },
    ],
    reporters: ["default", ["json", { outputFile: "test-results.json" }]],
  },
});
