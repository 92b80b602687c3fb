import { inspect } from "node:util";
import { ConnectionError, createGitLab } from "@gitlab-job-token-scope/facade";
import { expect, test } from "vitest";
import { errorOf } from "../helpers.js";

const token = "glpat-planted-secret";
const get = (answer: () => Response | Promise<Response>) => {
  const gitlab = createGitLab({ token, retry: { limit: 0 }, fetch: async () => answer() });
  const { jobTokenScope } = gitlab.project(1);
  return errorOf(() => jobTokenScope.get());
};
const json = (status: number, body: unknown) => () => Response.json(body, { status });

test.for<[string, number | undefined]>([
  ["7", 7_000],
  ["Sun, 22 Nov 2020 12:00:00 GMT", 0],
  ["1.5", undefined],
  ["soon", undefined],
])("reads Retry-After: %s as %s", async ([header, retryAfterMs]) => {
  const answer = () => new Response("Retry later", { status: 429, headers: { "retry-after": header } });
  expect(await get(answer)).toMatchObject({ retryAfterMs });
});

test("says why none of a host's addresses could be reached", async () => {
  const refused = new AggregateError([new Error("connect ECONNREFUSED ::1:80")], "");
  const error = await get(() => Promise.reject(new TypeError("fetch failed", { cause: refused })));
  expect(error.message).toContain("(connect ECONNREFUSED ::1:80)");
});

test("says what could not be reached", async () => {
  const gitlab = createGitLab({ url: "http://nowhere.invalid", token, retry: { limit: 0 } });
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ code: "network", attempts: 1 });
  expect(error.message).toContain("http://nowhere.invalid could not be reached");
});

test("shows no token, however it is printed", async () => {
  const errors = [
    await get(json(401, { message: "401 Unauthorized" })),
    await get(() => new Response("<html>")),
    await get(() => Promise.reject(new TypeError("fetch failed"))),
    await errorOf(() => createGitLab({ token: `${token}\n` })),
    await get(() => new Response(`you sent Bearer ${token}`, { status: 400 })),
    await get(json(400, { message: { headers: [`PRIVATE-TOKEN: ${token}`] }, [token]: 1 })),
  ];
  for (const error of errors) {
    for (const text of [
      String(error),
      error.stack,
      JSON.stringify(error),
      inspect(error, { depth: 9, showHidden: true }),
    ]) {
      expect(text).not.toContain(token);
    }
  }
});
