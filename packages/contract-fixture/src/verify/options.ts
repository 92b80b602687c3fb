import { type GitLabVersion, versionProfiles } from "../gitlab/version.js";
import type { RowResult } from "./result.js";
import { factOf } from "./row.js";
import { rows } from "./rows.js";
import { untriedFacts } from "./untried-facts.js";

/** A project or a group, by ID or full path. */
export type VerifyTarget = { readonly project: number | string } | { readonly group: number | string };

/** Options of `verifyGitLab()`. */
export interface VerifyOptions {
  /** The URL of the GitLab, without `/api/v4`: `"https://gitlab.example.com"`. Redirects are not followed. */
  readonly url: string;
  /** A token with the scope `read_api`, or `api` to write. @default No token: only rows that require none are tried. */
  readonly token?: string;
  /** The project to read, by ID or full path. The token's user needs the role Maintainer. */
  readonly project?: number | string;
  /** Whether to change the project's setting and its allowlist. They are put back afterwards. @default false */
  readonly write?: boolean;
  /** What to add to the project's allowlist and remove. If it is an entry already, it stays one. Required by `write`. */
  readonly target?: VerifyTarget;
  /** The version to compare with, if GitLab does not report its own. @default "19.1" */
  readonly gitlab?: GitLabVersion;
  /** The facts to try: `["page-limit"]`. @default all */
  readonly facts?: readonly string[] | undefined;
  /** Stops after the current request, and puts the project back. */
  readonly signal?: AbortSignal;
  /** The time limit of a request in milliseconds. @default 30000 */
  readonly timeoutMs?: number;
  /** The maximum wait for a rate limit, in milliseconds. @default 60000 */
  readonly maxWaitMs?: number;
  /** The wait before the project is put back again if that failed, in milliseconds. It doubles each time. @default 1000 */
  readonly retryDelayMs?: number;
  /** Sends the requests. @default The global `fetch`. */
  readonly fetch?: typeof fetch;
  /** Called after each row, with the number of all rows. */
  readonly onRow?: (result: RowResult, total: number) => void;
  /** Called before the first write with the commands that put the project back, in case this process is killed. */
  readonly onWrite?: (commands: readonly string[]) => void;
}

/** Checked options. The URL has no slash at the end. */
export interface CheckedVerifyOptions extends VerifyOptions {
  readonly gitlab: GitLabVersion;
}

/**
 * Checks the options and applies defaults.
 *
 * @throws {TypeError} If an option is invalid, or one that it requires is missing.
 */
export function checkVerifyOptions(options: VerifyOptions): CheckedVerifyOptions {
  const { token, project, target, write = false, gitlab = "19.1" } = options;
  const url = toUrl(options.url);
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) {
    throw new TypeError("token: empty, or it has spaces or characters that no token has");
  }
  if (!Object.hasOwn(versionProfiles, gitlab)) {
    throw new TypeError(`gitlab: "${gitlab}" is not one of ${Object.keys(versionProfiles).join(", ")}`);
  }
  if (project !== undefined && token === undefined) throw new TypeError("project: requires a token");
  if (project !== undefined) requireReference("project", project);
  if (write && project === undefined) throw new TypeError("write: requires a project");
  if (write && target === undefined) throw new TypeError("write: requires a target");
  if (target !== undefined && !write) throw new TypeError("target: only used to write");
  if (target !== undefined) requireReference("target", "project" in target ? target.project : target.group);
  requireMs("timeoutMs", options.timeoutMs, 1);
  requireMs("maxWaitMs", options.maxWaitMs);
  requireMs("retryDelayMs", options.retryDelayMs);
  const unknown = options.facts?.find((fact) => !knownFacts().has(fact));
  if (unknown !== undefined)
    throw new TypeError(`facts: "${unknown}" is not a fact of docs/gitlab-behaviour.md`);
  return { ...options, url, gitlab, write };
}

function knownFacts(): Set<string> {
  return new Set([...Object.values(rows).flat().map(factOf), ...Object.keys(untriedFacts)]);
}

/** An ID is not 0, which stands for a project that does not exist. */
function requireReference(name: string, value: number | string): void {
  const pattern = /^\d+$/.test(`${value}`) ? /^[1-9]/ : /^[\w.-]+(\/[\w.-]+)*$/;
  if (!pattern.test(`${value}`)) throw new TypeError(`${name}: "${value}" is neither an ID nor a full path`);
}

/** The longest delay that timers support. */
const maxTimerMs = 2 ** 31 - 1;

function requireMs(name: string, value: unknown, minimum = 0): void {
  if (value === undefined || (typeof value === "number" && value >= minimum && value <= maxTimerMs)) return;
  throw new TypeError(`${name}: expected milliseconds from ${minimum} to ${maxTimerMs}`);
}

function toUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(`url: expected a URL such as "https://gitlab.example.com"`);
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new TypeError("url: expected a URL without credentials, query or fragment");
  }
  const base = `${url.origin}${url.pathname}`.replace(/\/+$/, "");
  if (/\/api\/v4$/.test(base)) throw new TypeError("url: omit /api/v4");
  return base;
}
