import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readPlans } from "../../src/fleet/read-plans.js";
import { makeFolder } from "../helpers.js";

const gitlab = "https://gitlab.example.com";
const begin = { version: 1, begin: { command: "plan", gitlab } };
const end = { version: 1, end: { projects: 1 } };
const plan = (id: number) => ({
  version: 1,
  gitlab,
  project: { id },
  changes: [],
  unchanged: [],
  missing: [],
  warnings: [],
});
const record = (project: object, more: object = {}) => ({
  version: 1,
  command: "plan",
  gitlab,
  project,
  ...more,
});

async function read(...lines: object[]) {
  const file = join(await makeFolder(), "plan.ndjson");
  await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  return readPlans(file, gitlab);
}

test("each project has its plan, or the reason why it has none", async () => {
  const error = { code: "forbidden", message: "403 Forbidden" };
  expect(
    await read(
      begin,
      record({ reference: "a/b", id: 1, path: "a/b" }, { plan: plan(1) }),
      record({ reference: 2 }, { plan: plan(2) }),
      record({ reference: "c/d" }, { error }),
      record({ reference: "e/f" }),
      end,
    ),
  ).toEqual([
    { subject: { reference: "a/b", id: 1, path: "a/b" }, plan: plan(1) },
    { subject: { reference: 2 }, plan: plan(2) },
    { subject: { reference: "c/d" }, error },
    { subject: { reference: "e/f" }, error: { code: "unexpected", message: "The report has no plan." } },
  ]);
});

test("a report of another command, of another GitLab, or of a part of a run is refused", async () => {
  await expect(read({ version: 1, begin: { command: "audit", gitlab } }, end)).rejects.toThrow(
    "is a report of audit: --plan takes one that plan --report has written.",
  );
  await expect(read({ version: 1, begin: { command: "plan", gitlab: "https://x" } }, end)).rejects.toThrow(
    `was planned for https://x, and would be applied to ${gitlab}.`,
  );
  await expect(read(begin, record({ reference: 1 }, { plan: plan(1) }))).rejects.toThrow(
    /plan\.ndjson is not complete\. Go on with: plan … --resume .*plan\.ndjson$/,
  );
  // Lines of --format ndjson do not say whether they are complete.
  expect(await read(record({ reference: 1 }, { plan: plan(1) }))).toHaveLength(1);
});

test("two plans of one project are refused, whatever it is called", async () => {
  await expect(
    read(
      begin,
      record({ reference: 1 }, { plan: plan(1) }),
      record({ reference: "a/b" }, { plan: plan(1) }),
      end,
    ),
  ).rejects.toThrow("plan.ndjson: the project 1 has two plans.");
});

test("what is not a plan is refused", async () => {
  await expect(
    read(begin, record({ reference: 1 }, { plan: { ...plan(1), changes: 1 } }), end),
  ).rejects.toThrow("changes");
});
