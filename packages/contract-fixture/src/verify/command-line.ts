import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { GitLabVersion } from "../gitlab/version.js";
import type { VerifyOptions } from "./options.js";

/** The text of `verify --help`. */
export const verifyUsage = `Usage: contract-fixture verify --url URL [options]

Compares a GitLab with the account of its behaviour that the fixture implements, and prints row by row whether it holds.

  --url URL                the GitLab: https://gitlab.example.com; redirects are not followed
  --token-file FILE        a file with a token; default: the environment variable GITLAB_TOKEN. Without a token, only requests that
                           require none are sent
  --project PROJECT        the project to read, an ID or a full path; the token's user needs the role Maintainer
  --write                  also change this project: its setting (so for some seconds, jobs of all projects may access it) and the
                           target's entry. Both are put back afterwards, and checked
  --target PROJECT         what to add to the allowlist and remove: a project, …
  --target-group GROUP     … or a group. An existing entry is not removed, since that would lose its fine-grained permissions
  --gitlab VERSION         the version to compare with, if GitLab does not report its own: "18.0", "18.8" or "19.1" (default)
  --fact ID                try only this fact of docs/gitlab-behaviour.md: "page-limit"; can be repeated
  --timeout SECONDS        the time limit of each request; default 30
  --json                   print the result as JSON
  -h, --help               print this help

Exits with status 0 if all rows that were tried hold, and 1 if some differ, or if something requested could not be done: then,
standard error says what. If the project could not be put back, the commands for this are printed there, and the status is 2.
For a private CA, set NODE_EXTRA_CA_CERTS.`;

/** The parsed command line of `verify`. */
export interface VerifyCommandLine
  extends Pick<VerifyOptions, "url" | "project" | "target" | "write" | "gitlab" | "facts" | "timeoutMs"> {
  readonly help: boolean;
  readonly json: boolean;
  readonly tokenFile?: string;
}

/**
 * Parses the arguments behind `verify`. `verifyGitLab` validates the values.
 *
 * @throws {Error} If an option is unknown, or required, or its value is missing.
 */
export function parseVerifyCommandLine(args: string[]): VerifyCommandLine {
  const { values } = parseArgs({
    args,
    options: {
      url: { type: "string" },
      "token-file": { type: "string" },
      project: { type: "string" },
      write: { type: "boolean", default: false },
      target: { type: "string" },
      "target-group": { type: "string" },
      gitlab: { type: "string" },
      fact: { type: "string", multiple: true },
      timeout: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const { url = "", help, json, write, target, "target-group": group } = values;
  if (url === "" && !help) throw new Error("--url: expected the URL of a GitLab");
  if (target !== undefined && group !== undefined)
    throw new Error("--target-group: cannot be combined with --target");
  return {
    url,
    help,
    json,
    write,
    ...(values["token-file"] !== undefined && { tokenFile: values["token-file"] }),
    ...(values.project !== undefined && { project: values.project }),
    ...(target !== undefined && { target: { project: target } }),
    ...(group !== undefined && { target: { group } }),
    ...(values.fact !== undefined && { facts: values.fact }),
    // Validated by verifyGitLab, which lists the valid values.
    ...(values.gitlab !== undefined && { gitlab: values.gitlab as GitLabVersion }),
    ...(values.timeout !== undefined && { timeoutMs: parseSeconds(values.timeout) * 1000 }),
  };
}

/** Reads the token from a file, or else from the environment. An argument could be seen by other users of the machine. */
export async function readToken(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return process.env["GITLAB_TOKEN"]?.trim() || undefined;
  const token = (await readFile(file, "utf8")).trim();
  if (token === "") throw new Error(`${file}: has no token`);
  return token;
}

function parseSeconds(value: string): number {
  if (!/^[1-9]\d{0,3}$/.test(value)) throw new Error(`--timeout: "${value}" is not a number of seconds`);
  return Number(value);
}
