import { expect, test } from "vitest";
import { failureOf } from "./failures.js";
import { json } from "./gitlab.js";
import { projectOf, type Sent, startServer } from "./server.js";

/** Refusals that GitLab sends before it looks whether the entry is there. */
const refusals: [code: string, rule: string][] = [
  ["allowlist_full", "Validation failed: Source project exceeds the allowable number of group links"],
  [
    "target_inaccessible",
    "The target_group that you are attempting to access does not exist or you don't have permission to perform this action",
  ],
];

for (const [code, rule] of refusals) {
  const refusal = json(400, { message: `400 Bad request - ${rule}` });

  test(`${code}: ensurePresent() is false when the entry is there, and fails when it is not`, async () => {
    const server = await startServer(({ method }) => (method === "POST" ? refusal : undefined));
    for (let id = 100; id < 300; id++) projectOf(server).groups.add(id);
    const { groupsAllowlist } = server.connect().project(1).jobTokenScope;
    expect(await groupsAllowlist.ensurePresent(299)).toBe(false);
    expect(await failureOf(() => groupsAllowlist.ensurePresent(300))).toMatchObject({ code, target: 300 });
    expect(await failureOf(() => groupsAllowlist.create(299))).toMatchObject({ code, target: 299 });
  });

  test(`${code}: the refusal is thrown when the list cannot be read`, async () => {
    const broken: Sent[] = ["close", { status: 500 }, { status: 200 }, json(403, {})];
    for (const sent of broken) {
      const server = await startServer(({ method }) => (method === "POST" ? refusal : sent));
      const { groupsAllowlist } = server.connect().project(1).jobTokenScope;
      expect(await failureOf(() => groupsAllowlist.ensurePresent(299))).toMatchObject({ code, target: 299 });
    }
  });
}

test("a refusal that is worded like another one's, by a proxy, is not taken for it", async () => {
  for (const [status, body] of [
    [403, { message: "This project is already in the job token allowlist." }],
    [404, { message: "Target project is not in the job token scope" }],
    [409, { message: "This project is already in the job token allowlist." }],
    [422, { message: "Target project is not in the job token scope" }],
    [501, { message: "already in the job token scope, not in the job token scope" }],
  ] as const) {
    const server = await startServer(({ method }) => (method === "GET" ? undefined : json(status, body)));
    projectOf(server).projects.add(3);
    const { allowlist } = server.connect().project(1).jobTokenScope;
    await failureOf(() => allowlist.ensurePresent(2));
    await failureOf(() => allowlist.ensureAbsent(3));
    expect([...projectOf(server).projects]).toEqual([3]);
  }
});
