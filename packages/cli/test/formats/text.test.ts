import { describe, expect, test } from "vitest";
import { formatOutcomes } from "../../src/formats/outcomes.js";
import { formatShow } from "../../src/formats/show.js";
import { formatText } from "../../src/formats/text.js";
import { type Colors, noColors } from "../../src/output/colors.js";
import type { ProjectRecord } from "../../src/record.js";
import { summarize } from "../../src/summary.js";
import { recordsOf } from "./records.js";

const style = (name: string) => (text: string) => `<${name} ${text}>`;
/** Colours that can be read. */
const colors: Colors = {
  bold: style("bold"),
  dim: style("dim"),
  green: style("green"),
  red: style("red"),
  yellow: style("yellow"),
};

const format = (records: readonly ProjectRecord[], isVerbose = false) =>
  formatText(records, summarize(records), { colors, isVerbose });

const common = { version: 1, gitlab: "https://gitlab.example.com" } as const;
const project = { reference: "group/app", id: 1, path: "group/app" };
const emptyPlan = {
  version: 1,
  gitlab: common.gitlab,
  project: { id: 1, path: "group/app" },
  changes: [],
  unchanged: [],
  missing: [],
  warnings: [],
} as const;
const planned: ProjectRecord = { ...common, command: "plan", project, plan: emptyPlan };

describe("a plan", () => {
  test("has a colour for each kind of line, and its name in bold", async () => {
    const [app, open, , missing, ...rest] = format(await recordsOf("plan")).split("\n\n");
    expect(app?.split("\n")).toEqual([
      "<bold group/app (1)>",
      "<green   + project 3>",
      "<red   - group partner (7)>",
      "<red   - project other/secret (43)>",
      "<dim     1 entry stays>",
      "<red   ? project group/nowhere: not found>",
      expect.stringMatching(/^<yellow {3}! /),
      expect.stringMatching(/^<yellow {3}! /),
      expect.stringMatching(/^<yellow {3}! /),
    ]);
    expect(open?.split("\n")).toEqual([
      "<bold group/open (2)>",
      "<green   + project 1>",
      "<yellow   ~ inboundEnabled: false -> true>",
      "<dim     1 entry stays>",
    ]);
    expect(rest).toEqual([]);
    expect(missing).toBe("<bold 4 projects planned: 2 to change, 1 unchanged, 1 failed>\n");
  });

  test("of a project that is as it should be is shown only with --verbose, or with warnings", () => {
    expect(format([planned])).toBe("<bold 1 project planned: 0 to change, 1 unchanged, 0 failed>\n");
    expect(format([planned], true)).toContain("<bold group/app (1)>\n<dim   nothing to change>\n\n");
    const warnings = [{ code: "duplicate", message: "Something." }] as const;
    expect(format([{ ...planned, plan: { ...emptyPlan, warnings } }])).toContain("<yellow   ! Something.>");
  });

  test("of a project without one has the reason, with what is known of its name", () => {
    const error = { code: "forbidden", message: "403 Forbidden" };
    const failed = (known: ProjectRecord["project"]) =>
      format([{ ...common, command: "plan", project: known, error }]).split("\n\n")[0];
    expect(failed({ reference: "group/app" })).toBe(
      "<bold group/app>\n  <red failed: 403 Forbidden (forbidden)>",
    );
    expect(failed({ reference: 5 })).toMatch(/^<bold 5>/);
    expect(failed({ reference: 5, path: "group/app" })).toMatch(/^<bold group\/app>/);
    expect(failed({ reference: "group/app", id: 5 })).toMatch(/^<bold 5>/);
    expect(failed({ reference: 5, id: 5, path: "group/app" })).toMatch(/^<bold group\/app \(5\)>/);
    expect(format([{ ...common, command: "plan", project }], true)).toMatch(/^<bold group\/app \(1\)>\n\n/);
  });
});

describe("an application", () => {
  const change = { action: "add", kind: "project", id: 42, path: "group/tool" } as const;
  const outcomes = (["applied", "already", "failed", "unconfirmed", "skipped"] as const).map((status, i) => ({
    change: { ...change, id: i },
    status,
  }));

  test("has a colour for each outcome", () => {
    expect(formatOutcomes(emptyPlan, outcomes, colors)).toBe(
      [
        "<bold group/app (1)>",
        "  + project group/tool (0)  <green applied>",
        "  + project group/tool (1)  <dim already>",
        "  + project group/tool (2)  <red failed>",
        "  + project group/tool (3)  <red unconfirmed>",
        "  + project group/tool (4)  <yellow skipped>",
      ].join("\n"),
    );
    // A name that is the name of an outcome is no outcome.
    const name = { change: { ...change, path: "applied" }, status: "applied" } as const;
    expect(formatOutcomes(emptyPlan, [name], colors)).toContain("  + project applied (42)  <green applied>");
  });

  test("names each kind of change, and why it was not made", () => {
    const failed = (code: string, message = "") =>
      ({ change, status: "skipped", error: { code, message } }) as (typeof outcomes)[number];
    const text = formatOutcomes(
      { ...emptyPlan, missing: [{ kind: "group", path: "none" }] },
      [
        { change: { action: "set", from: true, inboundEnabled: false }, status: "applied" },
        { change: { action: "remove", kind: "group", id: 7 }, status: "applied" },
        failed("open_not_allowed"),
        failed("empty_not_allowed"),
        failed("addition_failed"),
        failed("dry_run"),
        failed("forbidden", "403 Forbidden"),
      ],
      noColors,
    );
    expect(text.split("\n").map((line) => line.replaceAll(/ {2,}/g, "  "))).toEqual([
      "group/app (1)",
      "  ~ inboundEnabled: true -> false  applied",
      "  - group 7  applied",
      "  + project group/tool (42)  skipped  it opens the project: give --allow-open",
      "  + project group/tool (42)  skipped  it removes the last entry: give --allow-empty",
      "  + project group/tool (42)  skipped  an addition has failed, by which somebody was meant to keep access: give --allow-partial to go on",
      "  + project group/tool (42)  skipped  it would be tried",
      "  + project group/tool (42)  skipped  403 Forbidden (forbidden)",
      "  ? group none  failed  it was not found, or may not be seen",
    ]);
    expect(formatOutcomes(emptyPlan, [], colors)).toBe("<bold group/app (1)>\n  <dim nothing to change>");
  });

  test("is shown by what became of it, and a plan by what it would do", () => {
    const changes = [change];
    const plan = { ...emptyPlan, changes };
    const applied = { ...common, command: "apply", project, plan } as const;
    expect(format([applied])).toContain("<green   + project group/tool (42)>");
    const outcomes = [{ change, status: "applied" }] as const;
    const done: ProjectRecord = { ...applied, result: { ok: true, outcomes } };
    expect(format([done])).toContain("  + project group/tool (42)  <green applied>");
    expect(format([{ ...common, command: "plan", project, plan }])).toContain(
      "<green   + project group/tool (42)>",
    );
  });
});

describe("an audit", () => {
  test("is a table, in which only the finding has a colour", async () => {
    const [table, last, ...rest] = format(await recordsOf("audit"), true).split("\n\n");
    const lines = (table ?? "").split("\n").map((line) => line.replaceAll(/ {2,}/g, "  "));
    expect(lines[0]).toBe("<bold PROJECT>  <bold FINDING>  <bold >");
    expect(lines.slice(1).map((line) => line.split("  ").slice(0, 2).join(" "))).toEqual([
      "group/app (1) <yellow unreadable_target>",
      "group/app (1) <yellow differs>",
      "group/open (2) <yellow unrestricted>",
      "group/open (2) <yellow differs>",
      "group/fine (3) <green ok>",
      "group/missing <red failed>",
    ]);
    expect(lines.at(-2)).toBe("group/fine (3)  <green ok>  no findings");
    expect(lines.at(-1)).toMatch(/ {2}GET .*404 .*\(not_found\)$/);
    expect(last).toMatch(/^<bold 4 projects audited: /);
    expect(rest).toEqual([]);
  });

  test("without findings is one line", () => {
    expect(format([{ ...common, command: "audit", project }])).toBe(
      "<bold 1 project audited: 0 with findings, 1 unchanged, 0 failed>\n",
    );
  });
});

test("one project has its setting, its entries and its room", () => {
  const audit = {
    version: 1,
    gitlab: common.gitlab,
    project: { id: 1, path: "group/app" },
    inboundEnabled: true,
    projects: [{ kind: "project", id: 42, path: "group/tool" }],
    groups: [{ kind: "group", id: 7 }],
    free: { projects: 198, groups: 199 },
    findings: [],
  } as const;
  expect(formatShow(audit, colors).replaceAll(/ {2,}/g, "  ").split("\n")).toEqual([
    "<bold group/app (1)>",
    "<green restricted: only job tokens of the projects and groups below can access it>",
    "",
    "<bold KIND>  <bold ID>  <bold PATH>",
    "project  1  (the project itself)",
    "project  42  group/tool",
    "group  7",
    "",
    "<dim room for 198 more projects and 199 more groups>",
    "",
  ]);
  expect(formatShow({ ...audit, inboundEnabled: false }, colors)).toContain("<red open: job tokens of every");
});
