import type * as v from "valibot";

/** Describes the issues that a schema found, one per line: the location and the problem. */
export function describeIssues(root: string, issues: readonly v.BaseIssue<unknown>[]): string {
  return issues.map((issue) => `${locationOf(root, issue)}: ${problemOf(issue)}`).join("\n");
}

function locationOf(root: string, issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? []).reduce(
    (path, { key }) => (typeof key === "number" ? `${path}[${key}]` : `${path}.${String(key)}`),
    root,
  );
}

function problemOf(issue: v.BaseIssue<unknown>): string {
  const isUnknownKey = issue.type === "strict_object" && issue.expected === "never";
  return isUnknownKey ? "unknown key" : issue.message;
}
