import { defineConfig } from "vitest/config";

/** Shared by every package: each runs it from its own folder. `*.test-d.ts` are checked by the compiler, not run. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"] },
    // Files of one package share a worker: loading Prism anew for each would take most of the time.
    isolate: false,
    // A test that starts a process may wait long for it on a busy machine.
    testTimeout: 60_000,
    // `pnpm test:fast` leaves these out. A file is tagged as a whole with `// @module-tag slow` at its top.
    tags: [
      { name: "slow", description: "Takes seconds: starts programs, or repeats a test thousands of times." },
    ],
    reporters: ["default", ["json", { outputFile: "test-results.json" }]],
  },
});
