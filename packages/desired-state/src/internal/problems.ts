import type * as v from "valibot";
import { DesiredStateError, type DesiredStateErrorCode, type Problem } from "../desired-state-error.js";

/** How many problems a message shows. The error has all of them. */
const maxShown = 20;

/** One of GitLab's tokens, which somebody took for a key. */
const gitLabToken = /\bgl(?:agent|cbt|dt|ffct|ft|imt|oas|pat|ptt|rtr?|soat|wt)-[\w.-]+/g;

/** Describes the issues that a schema found. */
export function problemsOf(issues: readonly v.BaseIssue<unknown>[]): Problem[] {
  return issues.map(({ path = [], message, received }) => ({
    path: path.map(({ key }) => (typeof key === "number" ? key : String(key))),
    // A text in the place of something else may be a token.
    message: received.startsWith('"') ? message.replace(`received ${received}`, "received a text") : message,
  }));
}

/** The error for an input that has problems, one per line. */
export function problemError(
  code: DesiredStateErrorCode,
  name: string,
  found: readonly Problem[],
): DesiredStateError {
  const problems = found.map((problem) => ({ ...problem, path: problem.path.map(maskTokens) }));
  const lines = problems.slice(0, maxShown).map((problem) => describe(name, problem));
  if (problems.length > maxShown) lines.push(`and ${problems.length - maxShown} more`);
  return new DesiredStateError(code, lines.join("\n"), problems);
}

function maskTokens(key: string | number): string | number {
  return typeof key === "number" ? key : key.replaceAll(gitLabToken, "[masked]");
}

function describe(name: string, { path, message, line, column }: Problem): string {
  const place = line === undefined ? name : `${name}:${line}:${column}`;
  const keys = path.map((key, index) =>
    typeof key === "number"
      ? `[${key}]`
      : `${index > 0 ? "." : ""}${/^\w+$/.test(key) ? key : JSON.stringify(key)}`,
  );
  return [place, ...(keys.length > 0 ? [keys.join("")] : []), message].join(": ");
}
