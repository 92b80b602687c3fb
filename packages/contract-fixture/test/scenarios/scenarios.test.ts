import { type ScenarioName, scenarios } from "@gitlab-job-token-scope/contract-fixture";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type CallOptions, type CallResponse, start } from "../helpers.js";

const names = Object.keys(scenarios) as ScenarioName[];
const list = "/projects/1/job_token_scope/allowlist";
const ids = (body: unknown): number[] => (body as { id: number }[]).map(({ id }) => id);

describe.for(names)("%s", (name) => {
  // A rate limit counts per minute: no minute may end between two requests.
  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
  afterEach(() => void vi.useRealTimers());

  test("has a description, and its requests get the documented statuses", tagsOf(name), async () => {
    const { when, requests } = scenarios[name];
    expect(when).toMatch(/^[A-Z].{20,}\.$/);
    const { gitlab, call } = await start({ scenario: name });
    for (const { request, body, status } of requests) {
      expect(await statusOf(call(request, body && { body })), request).toBe(status);
    }
    expect(gitlab.violations()).toEqual([]);
  });
});

/** The scenario "slow" waits for two seconds. */
function tagsOf(name: ScenarioName): { tags: string[] } {
  return { tags: name === "slow" ? ["slow"] : [] };
}

async function statusOf(response: Promise<CallResponse>): Promise<number> {
  try {
    return (await response).status;
  } catch {
    return 0;
  }
}

test("a scenario can be started at run time, keeps the token, and ends with a reset", async () => {
  const { gitlab, call } = await start({
    seed: { projects: [{ id: 1, path: "a/b" }], tokens: [{ token: "glpat-own", admin: true }] },
  });
  gitlab.scenario("developer-403");
  expect(gitlab.token).toBe("glpat-own");
  expect(await call("GET /projects/group%2Fapp/job_token_scope")).toMatchObject({ status: 403 });
  gitlab.reset();
  expect(await call("GET /projects/a%2Fb/job_token_scope")).toMatchObject({ status: 200 });
});

test("a reset restarts the scenario that the fixture was started in", async () => {
  const { gitlab, call } = await start({ scenario: "empty-502" });
  const statuses = async () => [
    (await call("GET /projects/1")).status,
    (await call("GET /projects/1")).status,
  ];
  expect(await statuses()).toEqual([502, 200]);
  gitlab.reset();
  expect(await statuses()).toEqual([502, 200]);
});

test("a scenario can set the GitLab version, which the next one does not inherit", async () => {
  const { gitlab } = await start({ gitlab: "18.8" });
  gitlab.scenario("enforced-silent");
  expect(gitlab.state().gitlab).toBe("18.0");
  gitlab.scenario("duplicate");
  expect(gitlab.state().gitlab).toBe("18.8");
});

test("three-page-list has three pages at 100 rows per page", async () => {
  const { call } = await start({ scenario: "three-page-list" });
  const pages: CallResponse[] = [];
  for (const page of [1, 2, 3]) pages.push(await call(`GET ${list}?per_page=100&page=${page}`));
  expect(pages.map(({ body }) => ids(body).length)).toEqual([100, 100, 1]);
});

test("rows-move-between-pages makes a client miss a row", async () => {
  const { call } = await start({ scenario: "rows-move-between-pages" });
  const readPage = async (page: number, options?: CallOptions) =>
    ids((await call(`GET ${list}?per_page=100&page=${page}`, options)).body);
  const seen = [...(await readPage(1)), ...(await readPage(2)), ...(await readPage(3))];
  const actual = [...(await readPage(1)), ...(await readPage(2)), ...(await readPage(3))];
  expect(actual.filter((id) => !seen.includes(id))).toEqual([1100]);
});

test("rejects an unknown scenario, and lists the valid names", async () => {
  // @ts-expect-error -- no such scenario
  await expect(start({ scenario: "sunny" })).rejects.toThrow(
    'scenario: "sunny" is not one of "enforced-silent", ',
  );
  const { gitlab } = await start();
  // @ts-expect-error -- no such scenario
  expect(() => gitlab.scenario("sunny")).toThrow('scenario: "sunny" is not one of');
});

test("own-project-twice lists the project twice", async () => {
  const { call } = await start({ scenario: "own-project-twice" });
  expect(ids((await call(`GET ${list}`)).body)).toEqual([1, 1, 42]);
});
