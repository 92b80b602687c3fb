import type { ErrorCode } from "../../errors/error-code.js";

/** GitLab's sentences that distinguish one 400 from another, in the wording of each version. */
const rules: readonly (readonly [RegExp, ErrorCode])[] = [
  [/already in the job token (allowlist|scope)/, "already_allowed"],
  [/not in the job token scope/, "not_allowed"],
  [/exceeds the allowable number of/, "allowlist_full"],
  [/don't have permission to perform this action/, "target_inaccessible"],
  [/enforced for the instance/, "enforced_by_instance"],
];

/** What the code means, for a person. */
const advice: Partial<Record<ErrorCode, string>> = {
  unauthorized: "GitLab does not accept the token.",
  forbidden: "The token's user may not do this; the job token scope requires at least the Maintainer role.",
  insufficient_scope: "The token's scope does not suffice: reading requires read_api, writing requires api.",
  not_found:
    "There is no such project or group, or the token's user may not see it; the job token scope requires at least the Maintainer role.",
  project_moved: "The project has moved; use its ID or its new path.",
  allowlist_full: "The allowlist holds 200 entries; allow a group to cover many projects.",
  target_inaccessible: "It does not exist, or the token's user may not read it.",
  enforced_by_instance: "The instance enforces the job token scope; an administrator can change that.",
  conflict: "Another request holds a lock on the project; try again in a moment.",
  rate_limited: "GitLab limits the rate of requests.",
  server_error: "GitLab, or a proxy in front of it, failed.",
  unexpected_response: "This is not a response that GitLab sends to this request.",
};

const foreign =
  "The response does not look like one of GitLab's. Is the url that of a GitLab, and does a proxy let this request through?";

/** What a failed response means. */
export interface Classification {
  readonly code: ErrorCode;
  /** What the code means, and GitLab's own message. */
  readonly reason: string;
}

/** Determines what a failed response means from its status and body. */
export function classify(status: number, body: unknown): Classification {
  const message = messageOf(body);
  const code = codeOf(status, message);
  const quote = message === "" ? "" : `GitLab's message: "${message.slice(0, 300)}"`;
  // GitLab sends its refusals as JSON. A page or an empty body comes from something in front of it.
  const isForeign =
    status >= 400 && status < 500 && status !== 429 && (typeof body !== "object" || body === null);
  const meaning = isForeign ? foreign : (advice[code] ?? "");
  return { code, reason: [meaning, quote].filter((part) => part !== "").join(" ") };
}

function codeOf(status: number, message: string): ErrorCode {
  if (status === 400) return rules.find(([pattern]) => pattern.test(message))?.[1] ?? "invalid_request";
  if (status === 401) return "unauthorized";
  if (status === 403)
    return /insufficient_(granular_)?scope/.test(message) ? "insufficient_scope" : "forbidden";
  if (status === 404) return "not_found";
  if (status === 405) return /moved projects/.test(message) ? "project_moved" : "unexpected_response";
  if (status === 409) return "conflict";
  if (status === 429) return "rate_limited";
  // 408 comes from a proxy that waited too long; statuses from 600 on do not exist.
  return status === 408 || (status >= 500 && status < 600) ? "server_error" : "unexpected_response";
}

/** The message in a body, as one line: `message`, `error` with its description, lists by field, or plain text. */
function messageOf(body: unknown): string {
  if (typeof body === "string") return /^\s*</.test(body) ? "" : body.trim();
  if (typeof body !== "object" || body === null) return "";
  if ("message" in body) return flatten(body.message);
  if (!("error" in body)) return "";
  const description = "error_description" in body ? `: ${flatten(body.error_description)}` : "";
  return `${flatten(body.error)}${description}`;
}

function flatten(value: unknown): string {
  if (Array.isArray(value)) return value.map(flatten).join(", ");
  if (typeof value !== "object" || value === null) return String(value ?? "");
  return Object.entries(value)
    .map(([field, problems]) => `${field} ${flatten(problems)}`)
    .join("; ");
}
