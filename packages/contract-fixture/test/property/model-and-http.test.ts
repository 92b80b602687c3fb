import { type MockGitLab, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import fc from "fast-check";
import { expect, test } from "vitest";
import { InMemoryGitLab } from "../../dist/gitlab/gitlab.js";
import { type ApiAnswer, type ApiCall, ask, type OperationId, send } from "./api.js";
import { oddCalls, rightCalls } from "./calls.js";
import { Ledger } from "./ledger.js";
import { administrator, fillLists, seeds } from "./seeds.js";

/*
 * Each run is a random world and a random sequence of calls. From this package's folder, with many more runs than usual:
 *
 *   FAST_CHECK_RUNS=20000 vitest run --config ../../vitest.config.ts test/property
 *
 * A failure prints the smallest world and calls that fail, and `{ seed: …, path: "…" }`. Passed to `fc.assert` beside
 * `numRuns`, they repeat it.
 */
const runs = Number(process.env["FAST_CHECK_RUNS"] ?? 400);
const timeout = 60_000 + runs * 200;

const scenarios = fc.record({
  version: fc.constantFrom("18.0", "18.8", "19.1"),
  seed: seeds,
  /** How many entries the lists of the first project are filled up to. */
  entries: fc.constantFrom(0, 0, 0, 199, 200),
  calls: fc.array(fc.oneof({ weight: 3, arbitrary: rightCalls }, { weight: 2, arbitrary: oddCalls }), {
    size: "+1",
  }),
  pageSize: fc.integer({ min: 10, max: 100 }),
});

test.for<[string, number, (gitlab: MockGitLab) => MockGitLab["fetch"]]>([
  ["without a socket", runs, (gitlab) => gitlab.fetch],
  ["over HTTP", Math.ceil(runs / 10), () => fetch],
])("answers %s as the state model does, and within the document", { timeout }, async ([, numRuns, door]) => {
  await fc.assert(
    fc.asyncProperty(scenarios, async ({ version, seed: small, entries, calls, pageSize }) => {
      const seed = fillLists(small, entries);
      await using gitlab = await startMockGitLab({ gitlab: version, seed });
      const model = new InMemoryGitLab(seed, version);
      const ledger = new Ledger(seed);
      const sent: ApiCall[] = [];
      const exchange = async (call: ApiCall): Promise<ApiAnswer> => {
        const answer = await send(call, gitlab, door(gitlab));
        expect(answer).toEqual(ask(call, model, gitlab.apiUrl));
        ledger.enter(call, answer);
        sent.push(call);
        return answer;
      };

      for (const call of calls) await exchange(call);
      for (const { id } of small.projects ?? []) {
        await exchange(readOf("getJobTokenScope", id));
        await readAll("listAllowedProjects", id, pageSize, exchange);
        await readAll("listAllowedGroups", id, pageSize, exchange);
      }

      const requests = gitlab.requests();
      expect(requests.map(({ operation }) => operation)).toEqual(sent.map(({ operation }) => operation));
      expect(gitlab.violations().filter(({ side }) => side === "response")).toEqual([]);
      expect(requests.filter(({ violations }, i) => sent[i]?.isRight && violations.length > 0)).toEqual([]);
    }),
    { numRuns },
  );
});

test("gives equal answers to equal calls after a reset", { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(scenarios, async ({ version, seed, calls }) => {
      await using gitlab = await startMockGitLab({ gitlab: version, seed });
      const answers = async (): Promise<ApiAnswer[]> => {
        const given: ApiAnswer[] = [];
        for (const call of calls) given.push(await send(call, gitlab, gitlab.fetch));
        return given;
      };
      const first = await answers();
      gitlab.reset();
      expect(await answers()).toEqual(first);
    }),
    { numRuns: Math.ceil(runs / 5) },
  );
});

/** Walks through all pages of a list, and counts the rows. */
async function readAll(
  operation: OperationId,
  id: number,
  pageSize: number,
  exchange: (call: ApiCall) => Promise<ApiAnswer>,
): Promise<void> {
  let rows = 0;
  for (let page = "1"; page !== ""; ) {
    const query: [string, string][] = [
      ["page", page],
      ["per_page", `${pageSize}`],
    ];
    const { headers, body } = await exchange({ ...readOf(operation, id), query });
    rows += Array.isArray(body) ? body.length : 0;
    page = headers["x-next-page"] ?? "";
    if (page === "") expect(headers["x-total"]).toBe(`${rows}`);
  }
}

function readOf(operation: OperationId, id: number): ApiCall {
  return { operation, path: { id: `${id}` }, token: administrator, header: "private-token", isRight: true };
}
