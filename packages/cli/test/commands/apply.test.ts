import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { desired, makeFolder, type Result, runAgainst, startGitLab, stateOf } from "../helpers.js";

/** Desired states with a project that is not there. */
async function writeUnplannable(): Promise<string> {
  const file = join(await makeFolder(), "states.yml");
  await writeFile(file, `${desired}  group/none: { inboundEnabled: true }\n`);
  return file;
}

/** The error of each project, by its reference. */
function errorsOf({ out }: Result): Record<string, string | undefined> {
  const { records } = JSON.parse(out);
  return Object.fromEntries(
    records.map(({ project, error }: { project: { reference: string }; error?: { code: string } }) => [
      project.reference,
      error?.code,
    ]),
  );
}

const expected = { "group/app": undefined, "group/library": undefined, "group/none": "not_found" };

test("a project that cannot be planned has failed, and the others are changed", async () => {
  const server = await startGitLab();
  const result = await runAgainst(server, "apply", await writeUnplannable(), "--yes", "--format", "json");
  expect(result).toMatchObject({ status: 1, err: expect.not.stringContaining("not_found") });
  expect(errorsOf(result)).toEqual(expected);
  expect(stateOf(server)).toEqual({ inboundEnabled: true, allowedProjects: [42], allowedGroups: [7] });
  expect(stateOf(server, 2)).toMatchObject({ allowedGroups: [6] });
});

test("a project without a plan in a stored plan has failed, and the others are changed", async () => {
  const server = await startGitLab();
  const report = join(await makeFolder(), "plan.ndjson");
  await runAgainst(server, "plan", await writeUnplannable(), "--report", report);
  const result = await runAgainst(server, "apply", "--plan", report, "--yes", "--format", "json");
  expect(result.status).toBe(1);
  expect(errorsOf(result)).toEqual(expected);
  expect(stateOf(server)).toMatchObject({ inboundEnabled: true, allowedProjects: [42] });
});
