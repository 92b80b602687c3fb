import type { ErrorCode } from "../errors/error-code.js";

/** GitLab's sentences that tell one 400 from another, in each of their versions. */
const rules: readonly (readonly [RegExp, ErrorCode])[] = [
  [/already in the job token (allowlist|scope)/, "already_allowed"],
  [/not in the job token scope/, "not_allowed"],
  [/exceeds the allowable number of/, "allowlist_full"],
  [/don't have permission to perform this action/, "target_inaccessible"],
  [/enforced for the instance/, "enforced_by_instance"],
];

/** What to make of it, in words for a person. */
const advice: Partial<Record<ErrorCode, string>> = {
  unauthorized: "GitLab does not accept the token.",
  forbidden: "The token's user may not do this; the job token scope needs at least the role Maintainer.",
  insufficient_scope: "The token's scope is too small: reading needs read_api, writing api.",
  not_found:
    "There is no such project or group, or the token's user may not see it; the job token scope needs at least the role Maintainer.",
  project_moved: "The project has moved; name it by its number or its new path.",
  allowlist_full: "The allowlist holds 200 entries; allow a group to cover many projects.",
  target_inaccessible: "It does not exist, or the token's user may not read it.",
  enforced_by_instance: "The instance enforces the job token scope; an administrator can change that.",
  conflict: "Another request holds a lock on the project; try again in a moment.",
  rate_limited: "GitLab asks to wait before the next request.",
  server_error: "GitLab, or a proxy before it, failed.",
  unexpected_response: "This is not an answer that GitLab gives to this call.",
};

const foreign =
  "The answer is not worded as GitLab does it. Is the url that of a GitLab, and does a proxy let this call through?";

/** What a failed answer means. */
export interface Classification {
  readonly code: ErrorCode;
  /** What to make of it, and what GitLab said. */
  readonly reason: string;
}

/** Reads the meaning of a failed answer off its status and body. */
export function classify(status: number, body: unknown): Classification {
  const said = sentence(body);
  const code = codeOf(status, said);
  const quote = said === "" ? "" : `GitLab says: "${said.slice(0, 300)}"`;
  // GitLab words its refusals in JSON. A page or nothing at all comes from something before it.
  const isForeign =
    status >= 400 && status < 500 && status !== 429 && (typeof body !== "object" || body === null);
  const what = isForeign ? foreign : (advice[code] ?? "");
  return { code, reason: [what, quote].filter((part) => part !== "").join(" ") };
}

function codeOf(status: number, said: string): ErrorCode {
  if (status === 400) return rules.find(([pattern]) => pattern.test(said))?.[1] ?? "invalid_request";
  if (status === 401) return "unauthorized";
  if (status === 403)
    return /^insufficient_(granular_)?scope/.test(said) ? "insufficient_scope" : "forbidden";
  if (status === 404) return "not_found";
  if (status === 405) return /moved projects/.test(said) ? "project_moved" : "unexpected_response";
  if (status === 409) return "conflict";
  if (status === 429) return "rate_limited";
  return status >= 500 ? "server_error" : "unexpected_response";
}

/** What a body says, as one line: `message`, `error` with its description, lists by field, or plain text. */
function sentence(body: unknown): string {
  if (typeof body === "string") return /^\s*</.test(body) ? "" : body.trim();
  if (typeof body !== "object" || body === null) return "";
  if ("message" in body) return flatten(body.message);
  if (!("error" in body)) return "";
  const description = "error_description" in body ? `: ${flatten(body.error_description)}` : "";
  return `${flatten(body.error)}${description}`;
}

function flatten(value: unknown): string {
  if (Array.isArray(value)) return value.map(flatten).join(", ");
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([field, problems]) => `${field} ${flatten(problems)}`)
    .join("; ");
}
