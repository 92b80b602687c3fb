// @module-tag slow
import { isDeepStrictEqual } from "node:util";
import { type MockGitLab, type Seed, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import fc from "fast-check";
import { expect, test } from "vitest";
import { numRuns } from "../../../../vitest.properties.js";
import { InMemoryGitLab } from "../../dist/gitlab/gitlab.js";
import { type ApiCall, type ApiResponse, callModel, type OperationId, send } from "./api.js";
import { fuzzedCalls, validCalls } from "./calls.js";
import { ExpectedState } from "./expected-state.js";
import { administrator, fillLists, seeds } from "./seeds.js";

/*
 * Each run uses a random seed and a random sequence of calls. To run many more than usual, in the folder of this package:
 *
 *   FC_NUM_RUNS=20000 vitest run --config ../../vitest.config.ts test/property
 */
const runs = numRuns(200);
const timeout = 120_000 + runs * 200;

const cases = fc.record({
  version: fc.constantFrom("18.0", "18.8", "19.1"),
  seed: seeds,
  /** The number of entries to which the allowlists of the first project are filled. */
  entries: fc.constantFrom(0, 0, 0, 199, 200),
  calls: fc.array(fc.oneof({ weight: 3, arbitrary: validCalls }, { weight: 2, arbitrary: fuzzedCalls }), {
    size: "+1",
  }),
  pageSize: fc.integer({ min: 20, max: 100 }),
});

test.for<[string, number, (gitlab: MockGitLab) => MockGitLab["fetch"]]>([
  ["without a socket", runs, (gitlab) => gitlab.fetch],
  ["over HTTP", Math.ceil(runs / 5), () => fetch],
])(
  "responds %s as the in-memory GitLab does, and conforms to the document",
  { timeout },
  async ([, numRuns, selectFetch]) => {
    let valid = 0;
    let fuzzed = 0;
    await fc.assert(
      fc.asyncProperty(cases, async ({ version, seed: small, entries, calls, pageSize }) => {
        const seed = fillLists(small, entries);
        await using gitlab = await startMockGitLab({ gitlab: version, seed });
        const model = new InMemoryGitLab(seed, version);
        const expectedState = new ExpectedState(seed);
        const sent: ApiCall[] = [];
        const exchange = async (call: ApiCall): Promise<ApiResponse> => {
          const response = await send(call, gitlab, selectFetch(gitlab));
          const expected = callModel(call, model, gitlab.apiUrl);
          // `expect` is slow in a loop this hot, but its message is better.
          if (!isDeepStrictEqual(response, expected)) expect(response).toEqual(expected);
          expectedState.record(call, response);
          sent.push(call);
          return response;
        };

        for (const call of calls) await exchange(call);
        for (const { isValid } of sent) isValid ? valid++ : fuzzed++;
        for (const { id } of small.projects ?? []) {
          await exchange(callAsAdministrator("getJobTokenScope", id));
          await readAll("listAllowedProjects", id, pageSize, exchange);
          await readAll("listAllowedGroups", id, pageSize, exchange);
        }
        if (entries > 0) await addAll(small, exchange);

        const requests = gitlab.requests();
        expect(requests.map(({ operation }) => operation)).toEqual(sent.map(({ operation }) => operation));
        expect(gitlab.violations().filter(({ side }) => side === "response")).toEqual([]);
        expect(requests.filter(({ violations }, i) => sent[i]?.isValid && violations.length > 0)).toEqual([]);
      }),
      { numRuns },
    );
    // Calls of both kinds were generated.
    expect(Math.min(valid, fuzzed)).toBeGreaterThan(numRuns / 2);
  },
);

test("responds in the same way after a reset", { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ version, seed, calls }) => {
      await using gitlab = await startMockGitLab({ gitlab: version, seed });
      const sendAll = async (): Promise<ApiResponse[]> => {
        const responses: ApiResponse[] = [];
        for (const call of calls) responses.push(await send(call, gitlab, gitlab.fetch));
        return responses;
      };
      const first = await sendAll();
      gitlab.reset();
      expect(await sendAll()).toEqual(first);
    }),
    { numRuns: Math.ceil(runs / 2.5) },
  );
});

/** Tries to add every project and group of the seed to the first project, whose allowlists are almost full. */
async function addAll(
  { projects = [], groups = [] }: Seed,
  exchange: (call: ApiCall) => Promise<ApiResponse>,
): Promise<void> {
  const [first] = projects;
  if (first === undefined) return;
  for (const { id } of projects) {
    await exchange({ ...callAsAdministrator("allowProject", first.id), body: { target_project_id: id } });
  }
  for (const { id } of groups) {
    await exchange({ ...callAsAdministrator("allowGroup", first.id), body: { target_group_id: id } });
  }
}

/** Reads all pages of a list, and checks the total. */
async function readAll(
  operation: OperationId,
  id: number,
  pageSize: number,
  exchange: (call: ApiCall) => Promise<ApiResponse>,
): Promise<void> {
  let rows = 0;
  for (let page = "1"; page !== ""; ) {
    const query: [string, string][] = [
      ["page", page],
      ["per_page", `${pageSize}`],
    ];
    const { headers, body } = await exchange({ ...callAsAdministrator(operation, id), query });
    rows += Array.isArray(body) ? body.length : 0;
    page = headers["x-next-page"] ?? "";
    if (page === "") expect(headers["x-total"]).toBe(`${rows}`);
  }
}

function callAsAdministrator(operation: OperationId, id: number): ApiCall {
  return { operation, path: { id: `${id}` }, token: administrator, header: "private-token", isValid: true };
}
