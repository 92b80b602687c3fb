import { type MockGitLab, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startBrokenGzip } from "./broken-gzip.js";
import { type Cell, cellsOf, titleOf } from "./cell.js";
import { judge } from "./judge.js";
import { ManualTimeouts } from "./manual-timeouts.js";
import type { Operation } from "./operation.js";
import { runCell } from "./run-cell.js";
import { seed } from "./snapshot.js";

/** Cells that run at the same time, each on a fixture of its own. */
const parallelCells = 8;

/** Defines a test for each operation. `atLeast` keeps the matrix from shrinking unseen. */
export function defineMatrix(
  operations: readonly Operation[],
  atLeast: { cells: number; deliveries: number },
): void {
  const { random } = Math;
  const servers: MockGitLab[] = [];
  let timeouts: ManualTimeouts;
  let brokenGzip: Awaited<ReturnType<typeof startBrokenGzip>>;
  const deliveries = new Map<string, number>();
  let started = 0;
  /** The cells whose fault was delivered, and whose result is right. */
  let passed = 0;

  beforeAll(async () => {
    // The backoff is random. Without it, retries take no time. Not a spy, which would remember every call.
    Math.random = () => 0;
    timeouts = new ManualTimeouts();
    brokenGzip = await startBrokenGzip();
    for (let count = 0; count < parallelCells; count++) servers.push(await startMockGitLab({ seed }));
  });

  afterAll(async () => {
    Math.random = random;
    timeouts[Symbol.dispose]();
    await Promise.all([brokenGzip, ...servers].map((server) => server.close()));
  });

  /** The cells whose result is wrong, and why. */
  async function problemsOf(cells: readonly Cell[], isInjecting = true): Promise<string[]> {
    const problems: string[] = [];
    const rest = cells.values();
    const runRest = async (server: MockGitLab) => {
      for (const cell of rest) {
        const result = await runCell(cell, server, {
          timeouts,
          brokenGzipUrl: brokenGzip.url,
          isInjecting,
        });
        const { delivered } = result.injection;
        const problem = judge(cell, result);
        if (problem !== undefined) problems.push(`${titleOf(cell)}: ${problem}`);
        else if (delivered > 0) passed++;
        if (delivered > 0)
          deliveries.set(cell.fault.name, (deliveries.get(cell.fault.name) ?? 0) + delivered);
      }
    };
    await Promise.all(servers.map(runRest));
    return problems;
  }

  // In this order, because the last test adds up what the others have delivered.
  describe("the fault matrix", { shuffle: false, timeout: 300_000 }, () => {
    // Not `test.for`, which cuts long titles.
    for (const operation of operations) {
      test(`${operation.name} reports what is so, whatever goes wrong`, async () => {
        started++;
        const cells = cellsOf(operation);
        // One for each request: the same check is part of every cell.
        const samples = operation.targets.flatMap(
          (target) => cells.find((cell) => cell.target === target) ?? [],
        );
        expect(samples, "every request has cells").toHaveLength(operation.targets.length);
        expect(cells).not.toEqual([]);
        expect(await problemsOf(samples, false), "cells fail without their fault").toHaveLength(
          samples.length,
        );
        expect(await problemsOf(cells)).toEqual([]);
      });
    }

    test("every fault was delivered, and the matrix is no smaller than it was", (context) => {
      // A filter may leave out operations.
      if (started < operations.length) return context.skip();
      const cells = operations.flatMap(cellsOf);
      const total = [...deliveries.values()].reduce((sum, count) => sum + count, 0);
      console.log(
        `The fault matrix: ${operations.length} operations, ${passed} cells passed, ${total} faults delivered.`,
      );
      expect(passed).toBe(cells.length);
      expect(new Set(cells.map(titleOf)).size).toBe(cells.length);
      expect(new Set(deliveries.keys())).toEqual(new Set(cells.map(({ fault }) => fault.name)));
      expect(cells.length).toBeGreaterThanOrEqual(atLeast.cells);
      expect(total).toBeGreaterThanOrEqual(atLeast.deliveries);
    });
  });
}
