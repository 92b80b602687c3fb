import type * as v from "valibot";

/** What a schema found wrong, a line each: the place, and what is wrong there. */
export function describeIssues(root: string, thing: string, issues: readonly v.BaseIssue<unknown>[]): string {
  return issues.map((issue) => `${place(root, issue)}: ${explain(thing, issue)}`).join("\n");
}

function place(root: string, issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? []).reduce(
    (path, { key }) => (typeof key === "number" ? `${path}[${key}]` : `${path}.${String(key)}`),
    root,
  );
}

function explain(thing: string, issue: v.BaseIssue<unknown>): string {
  const isUnknownKey = issue.type === "strict_object" && issue.expected === "never";
  return isUnknownKey ? `${thing} has no such key` : issue.message;
}
