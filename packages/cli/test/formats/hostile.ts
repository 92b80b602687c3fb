import type { Audit, Change, Entry, Outcome, Plan } from "@gitlab-job-token-scope/desired-state";
import * as fc from "fast-check";
import type { ProjectRecord } from "../../src/record.js";

/** What means something in XML, HTML, Markdown, GitLab's own syntax, or to a terminal. */
export const fragments = [
  "</script><script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "</details></summary><h1>",
  "<!--",
  "-->",
  "]]>",
  "<![CDATA[",
  "&amp;",
  "&#x0;",
  "\n\n/approve\n/merge",
  "@all @root",
  "#1 !2 ~bug %3 $4 &5",
  "https://evil.example.com www.evil.example.com",
  "[link](javascript:alert(1))",
  "![image](https://evil.example.com/x.png)",
  "| --- |\n| cell |",
  "\n```\n# Heading\n```",
  "~~~",
  "`",
  '" onload="alert(1)',
  "'",
  "\u0000\u0007\u001b[31m\u009b",
  "\u202e\u2066\ufeff\u2028",
  "\ud800",
  "\uffff",
  ":tada: $`x`$ [TOC]",
  "__proto__",
];

const text = fc
  .array(
    fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: "binary", maxLength: 8 }), fc.constant(" ")),
    {
      maxLength: 4,
    },
  )
  .map((parts) => parts.join(""));

const id = fc.integer({ min: 1, max: 12 });
const kind = fc.constantFrom("project" as const, "group" as const);
const entry: fc.Arbitrary<Entry> = fc.record({ kind, id, path: text }, { requiredKeys: ["kind", "id"] });
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record(
    { action: fc.constantFrom("add" as const, "remove" as const), kind, id, path: text },
    { requiredKeys: ["action", "kind", "id"] },
  ),
  fc.record({ action: fc.constant("set" as const), inboundEnabled: fc.boolean(), from: fc.boolean() }),
);
const project = fc.record({ id, path: text }, { requiredKeys: ["id"] });
const missing = fc.array(fc.record({ kind, path: text }), { maxLength: 2 });
const changes = fc.array(change, { maxLength: 4 });
const plan: fc.Arbitrary<Plan> = fc.record({
  version: fc.constant(1 as const),
  gitlab: text,
  project,
  changes,
  unchanged: fc.array(entry, { maxLength: 3 }),
  missing,
  warnings: fc.array(fc.record({ code: fc.constant("duplicate" as const), message: text }), { maxLength: 2 }),
});
const outcome: fc.Arbitrary<Outcome> = fc.record(
  {
    change,
    status: fc.constantFrom("applied", "already", "failed", "unconfirmed", "skipped"),
    error: fc.record({ code: fc.constantFrom("allowlist_full", "dry_run"), message: text }),
  },
  { requiredKeys: ["change", "status"] },
);
const audit: fc.Arbitrary<Audit> = fc.record(
  {
    version: fc.constant(1 as const),
    gitlab: text,
    project,
    inboundEnabled: fc.boolean(),
    projects: fc.array(
      entry.map((value) => ({ ...value, kind: "project" as const })),
      { maxLength: 3 },
    ),
    groups: fc.array(
      entry.map((value) => ({ ...value, kind: "group" as const })),
      { maxLength: 3 },
    ),
    free: fc.constant({ projects: 1, groups: 1 }),
    findings: fc.array(
      fc.record(
        {
          code: fc.constantFrom("unrestricted", "unreadable_target", "near_limit", "differs"),
          message: text,
          entry,
        },
        { requiredKeys: ["code", "message"] },
      ),
      { maxLength: 3 },
    ),
    differences: fc.record({ changes, missing }),
  },
  {
    requiredKeys: [
      "version",
      "gitlab",
      "project",
      "inboundEnabled",
      "projects",
      "groups",
      "free",
      "findings",
    ],
  },
);

const common = {
  version: fc.constant(1 as const),
  gitlab: text,
  project: fc.record({ reference: fc.oneof(text, id), id, path: text }, { requiredKeys: ["reference"] }),
};
const error = fc.record(
  { code: text, message: text, requestId: text },
  { requiredKeys: ["code", "message"] },
);
const result = fc.record({ ok: fc.boolean(), outcomes: fc.array(outcome, { maxLength: 4 }) });
const requiredKeys: ("version" | "gitlab" | "project" | "command")[] = [
  "version",
  "gitlab",
  "project",
  "command",
];
const plans = fc.record({ ...common, command: fc.constant("plan" as const), error, plan }, { requiredKeys });
const applies = fc.record(
  { ...common, command: fc.constant("apply" as const), error, plan, result },
  { requiredKeys },
);
const audits = fc.record(
  { ...common, command: fc.constant("audit" as const), error, audit },
  { requiredKeys },
);

/** Records of one command, with text in them that does harm where it is not escaped. */
export const hostileRecords: fc.Arbitrary<ProjectRecord[]> = fc.oneof(
  ...[plans, applies, audits].map((record) =>
    fc.array<ProjectRecord>(record, { minLength: 1, maxLength: 5 }),
  ),
);
