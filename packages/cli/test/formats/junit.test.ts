import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { numRuns } from "../../../../vitest.properties.js";
import { formatJunit } from "../../src/formats/junit.js";
import type { ProjectRecord } from "../../src/record.js";
import { summarize } from "../../src/summary.js";
import { hostileRecords } from "./hostile.js";
import { planWithLines } from "./many-lines.js";
import { recordsOf } from "./records.js";

const schema = readFileSync(new URL("junit.xsd", import.meta.url), "utf8");
const format = (records: readonly ProjectRecord[]) => formatJunit(records, summarize(records));

/** What libxml2 finds wrong with files, by the schema of JUnit files. */
async function validate(...contents: string[]): Promise<unknown> {
  const xml = contents.map((content, i) => ({ fileName: `${i}.xml`, contents: content }));
  const { errors } = await validateXML({ xml, schema: { fileName: "junit.xsd", contents: schema } });
  return errors.map(({ rawMessage }) => rawMessage);
}

describe("a test report", () => {
  test("of a plan has a case for each project: a change is a failure, and what could not be planned an error", async () => {
    const text = format(await recordsOf("plan"));
    expect(text).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="gitlab-job-token-scope plan" tests="4" failures="2" errors="1">
        <testsuite name="gitlab-job-token-scope plan" tests="4" failures="2" errors="1">
          <testcase classname="gitlab-job-token-scope plan" name="group/app (1)">
            <failure message="1 addition, 2 removals, 1 not found">+ project 3
      - group partner (7)
      - project other/secret (43)
      ? project group/nowhere: not found
        1 entry stays
      ! The allowlist is left with no group.
      ! 2 entries are removed, with the fine-grained permissions that were set for them. Adding entries again does not bring permissions back.
      ! The project other/secret (43) is not visible to the token&#39;s user. Before version 19.1, GitLab does not remove it then: somebody who sees it has to, such as an administrator.</failure>
          </testcase>
          <testcase classname="gitlab-job-token-scope plan" name="group/open (2)">
            <failure message="1 addition, is restricted">+ project 1
      ~ inboundEnabled: false -&#62; true
        1 entry stays</failure>
          </testcase>
          <testcase classname="gitlab-job-token-scope plan" name="group/fine (3)"/>
          <testcase classname="gitlab-job-token-scope plan" name="group/missing">
            <error message="not_found">! GET /projects/{id}/job_token_scope/allowlist: 404 There is no such project or group, or the token&#39;s user may not see it; the job token scope requires at least the Maintainer role. GitLab&#39;s message: &#34;404 Project Not Found&#34; (project &#34;group/missing&#34;, http://gitlab.example.com/api/v4/projects/group%2Fmissing/job_token_scope/allowlist)
        Request ID: 01HZX</error>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `);
    expect(await validate(text)).toEqual([]);
  });

  test("of an application fails where a change is not in force", async () => {
    const text = format(await recordsOf("apply", { allow: ["empty"] }));
    expect(text).toContain('tests="4" failures="1" errors="1"');
    expect(text).toMatch(/name="group\/open \(2\)">\s*<system-out>\+ project 1: applied/);
    expect(await validate(text)).toEqual([]);
  });

  test("of an audit has one failure for all findings of a project, since GitLab reads one", async () => {
    const text = format(await recordsOf("audit"));
    expect(text).toMatch(/<failure message="unrestricted, differs">! unrestricted: .*\n! differs: /);
    expect(await validate(text)).toEqual([]);
  });

  test("names each case once, since GitLab shows only the first of a name", async () => {
    const record = (reference: string): ProjectRecord => ({
      version: 1,
      gitlab: "",
      command: "plan",
      project: { reference },
    });
    const text = format(["a", "a", "a #2", "a"].map(record));
    expect(text.match(/ name="a[^"]*"/g)).toEqual([
      ' name="a"',
      ' name="a #2"',
      ' name="a #2 #2"',
      ' name="a #3"',
    ]);
    expect(await validate(text)).toEqual([]);
    expect(await validate(text.replace("a #3", "a"))).not.toEqual([]);
  });

  test("has 100 lines of a project at most", () => {
    expect(format([planWithLines(100)])).toContain("+ project 100</failure>");
    const text = format([planWithLines(101)]);
    expect(text).toContain("+ project 100\n  and 1 more line</failure>");
    expect(text).not.toContain("project 101");
    expect(format([planWithLines(103)])).toContain("  and 3 more lines</failure>");
  });

  test("has lines of 1,000 characters at most", () => {
    const reference = "a".repeat(1_001);
    const error = { code: "b".repeat(1_001), message: "c".repeat(1_001) };
    const text = format([{ version: 1, gitlab: "", command: "plan", project: { reference }, error }]);
    expect(text).toContain(` name="${"a".repeat(999)}…">`);
    expect(text).toContain(`<error message="${"b".repeat(999)}…">! ${"c".repeat(999)}…</error>`);
  });

  test("of no projects is a report, too", async () => {
    expect(await validate(format([]))).toEqual([]);
  });
});

test("any text makes a file that the schema accepts, with the same cases", { tags: ["slow"] }, async () => {
  const samples = fc.sample(hostileRecords, numRuns(100));
  const texts = samples.map(format);
  expect(await validate(...texts)).toEqual([]);
  texts.forEach((text, i) => {
    expect(text.match(/<testcase /g)).toHaveLength(samples[i]?.length ?? 0);
  });
});
