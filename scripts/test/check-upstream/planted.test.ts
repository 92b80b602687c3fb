// @module-tag slow
// @module-tag mutants
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { checkBreaking } from "../../check-breaking/command.ts";
import { checkUpstream } from "../../check-upstream/command.ts";
import { loadDeviations } from "../../check-upstream/deviations.ts";
import { loadDocument } from "../../lib/openapi/document.ts";
import { parseYaml } from "../../lib/yaml.ts";
import { lintSpec } from "../../lint-spec/command.ts";
import { createDirectory, root, run, toLines } from "../helpers.ts";
import type { Edit, Editable } from "./edit.ts";
import { set } from "./edit.ts";
import { ourMistakes } from "./our-mistakes.ts";
import { createStandIn } from "./stand-in.ts";
import { neutralChanges, theirChanges } from "./their-changes.ts";
import { unseenMistakes } from "./unseen-mistakes.ts";

const spec = "spec/openapi.yaml";
const records = await readFile(join(root, "spec/deviations.yaml"), "utf8");
const ours = JSON.stringify(parseYaml(await readFile(join(root, spec), "utf8"), spec));
const standIn = JSON.stringify(
  createStandIn(await loadDocument(root, spec), await loadDeviations(root, "spec/deviations.yaml")),
);

function edited(text: string, edit: Edit): string {
  const document: Editable = JSON.parse(text);
  edit(document);
  return JSON.stringify(document, null, 1);
}

/** The problems that the check reports between two documents. */
async function listProblems(our: string, their: string): Promise<string[]> {
  const cwd = await createDirectory({ [spec]: our, "gitlab.yaml": their, "spec/deviations.yaml": records });
  const { stderr } = await run(checkUpstream, ["gitlab.yaml"], { cwd });
  return toLines(stderr).filter((line) => !/^check:upstream: \d+ problems?$/.test(line));
}

const table: string[] = [];
afterAll(() => console.log(table.join("\n")));

/** Adds a mistake or change to the table, with what was reported. */
function addRow(reported: string, title: string, messages: readonly string[]): void {
  table.push([`${reported.padEnd(18)} ${title}`, ...messages].join("\n                     "));
}

function expectProblems(title: string, problems: readonly string[], expected: readonly string[]): void {
  addRow(problems.length > 0 ? "reported" : "not reported", title, problems);
  expect(problems).toEqual(expected.map((beginning) => expect.stringMatching(startOf(beginning))));
  for (const problem of problems)
    expect(problem).toMatch(/(Fix|Remove|Describe|Rename|Rewrite|Use|Add|set|\$ref) .*/);
}

function startOf(text: string): RegExp {
  return new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
}

test("the stand-in for GitLab's document differs from ours exactly as recorded", async () => {
  expect(await listProblems(ours, standIn)).toEqual([]);
});

describe("a mistake in our document", () => {
  test.each(ourMistakes)("%s", async (title, edit, expected) => {
    const theirs = edited(standIn, set("getJobTokenScope summary", "A sentence that the stand-in contains"));
    expectProblems(`ours: ${title}`, await listProblems(edited(ours, edit), theirs), expected);
  });
});

describe("a mistake where GitLab's document has nothing to compare with", () => {
  test.each(unseenMistakes)("%s", async (title, edit, check, message) => {
    const changed = edited(ours, edit);
    expect(await listProblems(changed, standIn)).toEqual([]);

    const manifest = JSON.stringify({ version: "1.0.0" });
    const files = { "packages/openapi-client/package.json": manifest, ".changeset/README.md": "" };
    const cwd = await createDirectory({ [spec]: changed, "before.yaml": ours, ...files });
    const { stdout, stderr } =
      check === "lint:spec"
        ? await run(lintSpec, [spec], { cwd })
        : await run(checkBreaking, ["before.yaml"], { cwd });
    const found = toLines(check === "lint:spec" ? stderr : stdout).find((line) => line.includes(message));
    addRow(`by ${check}`, `ours: ${title}`, [found ?? "nothing"]);
    expect(found).toBeDefined();
  });
});

describe("a change of GitLab's document", () => {
  test.each(theirChanges)("%s", async (title, edit, expected) => {
    expectProblems(`GitLab's: ${title}`, await listProblems(ours, edited(standIn, edit)), expected);
  });

  test.each(neutralChanges)("without a meaning: %s", async (title, edit, expected) => {
    expectProblems(`GitLab's, neutral: ${title}`, await listProblems(ours, edited(standIn, edit)), expected);
  });
});
