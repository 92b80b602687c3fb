// @module-tag slow
import { type MockGitLab, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Cell, cellsOf, play, titleOf } from "../matrix/cell.js";
import { judge } from "../matrix/judge.js";
import { operations } from "../matrix/operations.js";
import { seed } from "../matrix/world.js";

// Each operation × each of its requests × each fault × before and after the change × retries: what GitLab has in the end
// and what the caller was told have to agree.

/** Cells that are played at once, each on a fixture of its own: most of their time is waiting. */
const fixtures = 32;
/** So that the matrix does not shrink unseen. */
const fewestCells = 3_500;

const servers: MockGitLab[] = [];
let elsewhere: MockGitLab;

beforeAll(async () => {
  elsewhere = await startMockGitLab();
  for (let count = 0; count < fixtures; count++) servers.push(await startMockGitLab({ seed }));
});

afterAll(async () => {
  await Promise.all([elsewhere, ...servers].map((server) => server.close()));
});

async function disagreements(cells: readonly Cell[]): Promise<string[]> {
  const found: string[] = [];
  const rest = [...cells];
  const playOn = async (server: MockGitLab) => {
    for (let cell = rest.shift(); cell !== undefined; cell = rest.shift()) {
      const problem = judge(cell, await play(cell, server));
      if (problem !== undefined) found.push(`${titleOf(cell)}: ${problem}`);
    }
  };
  await Promise.all(servers.map(playOn));
  return found;
}

test.for(operations)("what is told of $name agrees with GitLab, whatever goes wrong", async (operation) => {
  expect(await disagreements(cellsOf(operation, elsewhere.url))).toEqual([]);
});

test("the matrix is no smaller than it was", () => {
  const cells = operations.flatMap((operation) => cellsOf(operation, elsewhere.url));
  const titles = new Set(cells.map(titleOf));
  console.log(`The fault matrix: ${cells.length} cells, of ${operations.length} operations.`);
  expect(titles.size).toBe(cells.length);
  expect(cells.length).toBeGreaterThanOrEqual(fewestCells);
});

test("no request was led to another origin", () => {
  expect(elsewhere.requests()).toEqual([]);
});
