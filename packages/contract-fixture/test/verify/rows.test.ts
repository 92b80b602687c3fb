/** Every row that `verify` tries on a real GitLab holds for the fixture, in each version. */
import { readFileSync } from "node:fs";
import {
  type GitLabVersion,
  type RowResult,
  type Seed,
  startMockGitLab,
  type VerifyTarget,
  verifyGitLab,
} from "@gitlab-job-token-scope/contract-fixture";
import { describe, expect, test } from "vitest";
import { factOf } from "../../dist/verify/row.js";
import { rows } from "../../dist/verify/rows.js";
import { untriedFacts } from "../../dist/verify/untried-facts.js";

const allRows = Object.values(rows).flat();

const seed: Seed = {
  projects: [
    { id: 5, path: "group/app", allowedProjects: [3], allowedGroups: [9] },
    { id: 3, path: "group/library", visibility: "public" },
    { id: 42, path: "someone/tool" },
  ],
  groups: [
    { id: 7, path: "group" },
    { id: 9, path: "partner" },
  ],
};

async function verify(
  gitlab: GitLabVersion,
  target: VerifyTarget,
  isEnforced: boolean,
): Promise<RowResult[]> {
  await using server = await startMockGitLab({
    gitlab,
    seed: { ...seed, instance: { enforced: isEnforced } },
  });
  const { url, fetch, token } = server;
  const before = server.state();
  const options = { url, fetch, token, project: "group/app", write: true, target, gitlab };
  const { rows, problems, putBack } = await verifyGitLab(options);
  expect({ problems, putBack, state: server.state() }).toEqual({
    problems: [],
    putBack: "done",
    state: before,
  });
  return [...rows];
}

describe.each<GitLabVersion>(["18.0", "18.8", "19.1"])("GitLab %s", async (version) => {
  const valid = allRows.filter(({ versions }) => versions?.includes(version) !== false);
  const results = [
    ...(await verify(version, { project: 42 }, false)),
    ...(await verify(version, { group: "group" }, false)),
    ...(await verify(version, { project: "someone/tool" }, true)),
  ];

  test.for(valid)("$title", (row) => {
    const title = row.title.slice(factOf(row).length + 3);
    const same = results.filter((result) => result.fact === factOf(row) && result.title === title);
    expect(same.filter(({ result }) => result === "differs")).toEqual([]);
    expect(same).toContainEqual(expect.objectContaining({ result: "holds" }));
  });
});

test("every fact of the document has rows, or a reason why it is not tried", () => {
  const document = readFileSync(new URL("../../../../docs/gitlab-behaviour.md", import.meta.url), "utf8");
  const facts = [...document.matchAll(/^\| `([a-z0-9-]+)` /gm)].map(([, id]) => id);
  const tried = [...new Set(allRows.map(factOf))];
  expect([...tried, ...Object.keys(untriedFacts)].sort()).toEqual(facts.sort());
});

test("titles are unique", () => {
  expect(new Set(allRows.map(({ title }) => title)).size).toBe(allRows.length);
});
