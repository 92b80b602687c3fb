import * as fc from "fast-check";
import { marked, type Token, type Tokens } from "marked";
import { describe, expect, test } from "vitest";
import { formatMarkdown } from "../../src/formats/markdown.js";
import type { ProjectRecord } from "../../src/record.js";
import { type Summary, summarize } from "../../src/summary.js";
import { hostileRecords } from "./hostile.js";
import { planWithLines } from "./many-lines.js";
import { recordsOf } from "./records.js";

const format = (records: readonly ProjectRecord[], maxLength?: number) =>
  formatMarkdown(records, summarize(records), maxLength === undefined ? {} : { maxLength });

describe("a comment", () => {
  test("of a plan has the totals, and a block for each project that is not as it should be, failures first", async () => {
    expect(format(await recordsOf("plan"))).toMatchInlineSnapshot(`
      "<!-- gitlab-job-token-scope plan -->

      ### Job token scope: 1 project failed, 2 projects to be changed

      | projects | to be changed | unchanged | failed |
      | ---: | ---: | ---: | ---: |
      | 4 | 2 | 1 | 1 |

      <details>
      <summary><code>group&#47;missing</code>: <strong>failed</strong>, <code>not&#95;found</code></summary>

      \`\`\`diff
      ! GET /projects/{id}/job_token_scope/allowlist: 404 There is no such project or group, or the token's user may not see it; the job token scope requires at least the Maintainer role. GitLab's message: "404 Project Not Found" (project "group/missing", http://gitlab.example.com/api/v4/projects/group%2Fmissing/job_token_scope/allowlist)
        Request ID: 01HZX
      \`\`\`

      </details>

      <details>
      <summary><code>group&#47;app &#40;1&#41;</code>: 1 addition, 2 removals, 1 not found</summary>

      \`\`\`diff
      + project 3
      - group partner (7)
      - project other/secret (43)
      ? project group/nowhere: not found
        1 entry stays
      ! The allowlist is left with no group.
      ! 2 entries are removed, with the fine-grained permissions that were set for them. Adding entries again does not bring permissions back.
      ! The project other/secret (43) is not visible to the token's user. Before version 19.1, GitLab does not remove it then: somebody who sees it has to, such as an administrator.
      \`\`\`

      </details>

      <details>
      <summary><code>group&#47;open &#40;2&#41;</code>: 1 addition, is restricted</summary>

      \`\`\`diff
      + project 1
      ~ inboundEnabled: false -> true
        1 entry stays
      \`\`\`

      </details>
      "
    `);
  });

  test("of an application says what became of each change", async () => {
    const text = format(await recordsOf("apply", { allow: ["empty"] }));
    expect(text).toContain("### Job token scope: 2 projects failed, 1 project changed");
    expect(text).toContain("! - project other/secret (43): skipped (addition_failed): ");
    expect(text).toContain("+ project 3: applied");
  });

  test("of a dry run is that of a plan", async () => {
    const text = format(await recordsOf("apply", { dryRun: true, allow: ["empty", "partial"] }));
    expect(text).toContain("2 projects failed, 1 project to be changed");
    expect(text).toContain("| to be changed |");
  });

  test("of an audit has the findings", async () => {
    const text = format(await recordsOf("audit"));
    expect(text).toContain("### Job token scope: 1 project failed, 4 findings");
    expect(text).toContain("! unrestricted: ");
    expect(text).toContain("! unreadable_target: ");
    expect(text).toContain("<code>unreadable&#95;target&#44; differs</code>");
  });

  test("without changes says so", () => {
    const text = format([{ version: 1, gitlab: "", command: "plan", project: { reference: 1 } }]);
    expect(text).toContain("### Job token scope: nothing to change");
    expect(text).not.toContain("<details>");
  });
});

describe("a limit", () => {
  const many = (length: number): ProjectRecord[] =>
    Array.from({ length }, (_, i) => ({
      version: 1,
      gitlab: "",
      command: "plan",
      project: { reference: `group/${i}` },
      error: { code: "network", message: `reason ${"x".repeat(900)}` },
    }));

  test("is 60,000 characters, and the comment says what it leaves out", () => {
    const text = format(many(500));
    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text.length).toBeGreaterThan(58_000);
    const shown = text.match(/<details>/g)?.length ?? 0;
    expect(text).toContain(`${500 - shown} projects with changes, findings or failures are left out`);
    expect(text.match(/<\/details>/g)).toHaveLength(shown);
    expect(format(many(3))).not.toContain("left out");
    expect(format(many(4), 1600)).toContain("3 projects with changes");
  });

  test("applies to the lines of a project", () => {
    expect(format([planWithLines(60)])).not.toContain("more line");
    const text = format([planWithLines(61)]);
    expect(text).toContain("+ project 60\n  and 1 more line\n```");
    expect(text).not.toContain("project 61");
    expect(format([planWithLines(200)])).toContain("and 140 more lines");
  });

  test("applies to the length of a name, of a reason and of a line", () => {
    const reference = "a".repeat(501);
    const error = { code: "B".repeat(501), message: "c".repeat(501) };
    const text = format([{ version: 1, gitlab: "", command: "plan", project: { reference }, error }]);
    expect(text).toContain(`<code>${"a".repeat(499)}…</code>`);
    expect(text).toContain(`<code>${"B".repeat(499)}…</code>`);
    expect(text).toContain(`\n! ${"c".repeat(499)}…\n`);
  });

  test("is kept to the character", () => {
    const whole = format(many(4));
    expect(format(many(4), whole.length + 200)).toBe(whole);
    expect(format(many(4), whole.length + 199)).toContain(
      "1 project with changes, findings or failures is left out, because this comment would be too long.",
    );
  });
});

describe("the totals", () => {
  const summary = { projects: 4, unchanged: 1, changed: 0, failed: 0, findings: 0 } as const;
  const headOf = (more: Partial<Summary>) => {
    const lines = formatMarkdown([], { ...summarize([]), ...summary, command: "plan", ...more }).split("\n");
    return [lines[0], lines[2], lines[4], lines[6]];
  };

  test.for<[Partial<Summary>, string[]]>([
    [
      {},
      [
        "<!-- gitlab-job-token-scope plan -->",
        "### Job token scope: nothing to change",
        "| projects | changed | unchanged | failed |",
        "| 4 | 0 | 1 | 0 |",
      ],
    ],
    [
      { command: "apply", changed: 1200, failed: 1 },
      [
        "<!-- gitlab-job-token-scope apply -->",
        "### Job token scope: 1 project failed, 1,200 projects changed",
        "| projects | changed | unchanged | failed |",
        "| 4 | 1,200 | 1 | 1 |",
      ],
    ],
    [
      { command: "audit" },
      [
        "<!-- gitlab-job-token-scope audit -->",
        "### Job token scope: no findings",
        "| projects | findings | without findings | failed |",
        "| 4 | 0 | 1 | 0 |",
      ],
    ],
    [
      { command: "audit", findings: 1, failed: 2 },
      [
        "<!-- gitlab-job-token-scope audit -->",
        "### Job token scope: 2 projects failed, 1 finding",
        "| projects | findings | without findings | failed |",
        "| 4 | 1 | 1 | 2 |",
      ],
    ],
  ])("of %j", ([more, expected]) => {
    expect(headOf(more)).toEqual(expected);
  });
});

test("text of GitLab's or of a file is text, whatever it is", () => {
  fc.assert(
    fc.property(hostileRecords, (records) => {
      const text = format(records);
      const tokens = marked.lexer(text);
      expect(new Set(tokens.map(({ type }) => type))).toEqual(
        new Set(tokens.map(({ type }) => type).filter((type) => allowed.has(type))),
      );
      expect(tokens.filter(({ type }) => type === "heading")).toHaveLength(1);
      const blocks = records.filter((record) => summarize([record]).unchanged === 0).length;
      expect(tokens.filter(({ type }) => type === "code")).toHaveLength(blocks);
      expect(htmlOf(tokens)).toEqual([
        `<!-- gitlab-job-token-scope ${records[0]?.command} -->`,
        ...Array.from({ length: blocks }, () => ["<details>", "</details>"]).flat(),
      ]);
      // No mention, reference, quick action, link or tag outside code blocks.
      const outside = tokens
        .filter(({ type }) => type === "html")
        .map(({ raw }) => raw)
        .join("");
      expect(outside.replaceAll(/&#\d+;/g, "").replaceAll(/<\/?(details|summary|code|strong)>/g, "")).toMatch(
        /^<!-- gitlab-job-token-scope (plan|apply|audit) -->[^!-+./;-@[-`{-~]*$/,
      );
      expect(text).not.toMatch(/^\s*\//m);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: there must be none.
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }),
  );
});

const allowed = new Set(["html", "space", "heading", "table", "code"]);

/** The lines of a document's HTML that begin or end something. */
function htmlOf(tokens: readonly Token[]): string[] {
  return tokens
    .filter((token): token is Tokens.HTML => token.type === "html")
    .flatMap(({ raw }) => raw.trim().split("\n"))
    .filter(
      (line) =>
        !/^<summary><code>[^<]*<\/code>: (<strong>failed<\/strong>, )?(<code>[^<]*<\/code>|[a-z0-9, ]*)<\/summary>$/.test(
          line,
        ),
    );
}
