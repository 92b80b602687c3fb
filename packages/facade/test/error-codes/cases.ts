import type { GitLabVersion, MockGitLab, MockGitLabOptions } from "@gitlab-job-token-scope/contract-fixture";
import type { ErrorCode, GitLab, JobTokenScopeError } from "@gitlab-job-token-scope/facade";
import { connect, errorOf, start } from "../helpers.js";

/** How an error of one code comes about, and what it tells. */
export interface Case {
  fail(gitlab: GitLabVersion): Promise<JobTokenScopeError>;
  /** What it says of itself, beside its code. */
  tells(gitlab: GitLabVersion): Record<string, unknown>;
  /** What a person reads: what was wrong, and what can be done. */
  says(gitlab: GitLabVersion): readonly string[];
}

const scope = "/projects/{id}/job_token_scope";
const get = { name: "ResponseError", method: "GET", path: scope, attempts: 1 };
const patch = { ...get, method: "PATCH" };
const post = { ...get, method: "POST", path: `${scope}/allowlist` };
const remove = { ...get, method: "DELETE", path: `${scope}/allowlist/{target_project_id}` };
const requestId = "01JD0000000000000000000000";
const headers = { "x-request-id": requestId };
const project = { id: 1, path: "group/app", formerPaths: ["old/app"] };
const tool = { id: 42, path: "group/tool" };

interface Given extends MockGitLabOptions {
  token?: string;
  prepare?: (server: MockGitLab) => void;
}

/** The error of a call to a fixture without retries. */
async function failure({ token, prepare, ...fixture }: Given, call: (gitlab: GitLab) => unknown) {
  const { server } = await start(fixture);
  prepare?.(server);
  const gitlab = connect(server, { retry: { limit: 0 }, ...(token !== undefined && { token }) });
  return errorOf(() => call(gitlab));
}

const always = (...words: string[]) => ({ says: () => words });
const scopeOf = (gitlab: GitLab) => gitlab.project(1).jobTokenScope;
const read = (gitlab: GitLab) => scopeOf(gitlab).get();
const turnOff = (gitlab: GitLab) => scopeOf(gitlab).update({ enabled: false });
const allowTool = (gitlab: GitLab) => scopeOf(gitlab).allowlist.create({ targetProjectId: 42 });

/** The compiler refuses a code without a case. */
export const cases: Record<ErrorCode, Case> = {
  unauthorized: {
    fail: (gitlab) => failure({ gitlab, token: "glpat-unknown" }, read),
    tells: () => ({ ...get, status: 401, details: { message: "401 Unauthorized" } }),
    ...always("GitLab does not accept the token"),
  },
  forbidden: {
    fail: (gitlab) => failure({ gitlab, scenario: "developer-403" }, read),
    tells: () => ({ ...get, status: 403, details: { message: "403 Forbidden" } }),
    ...always("at least the role Maintainer"),
  },
  insufficient_scope: {
    fail: (gitlab) => failure({ gitlab, scenario: "insufficient-scope" }, turnOff),
    tells: () => ({ ...patch, status: 403, details: { error: "insufficient_scope", scope: "api" } }),
    ...always("reading needs read_api, writing api", "higher privileges"),
  },
  not_found: {
    fail: (gitlab) => failure({ gitlab, scenario: "no-role-404" }, read),
    tells: () => ({ ...get, status: 404, details: { message: "404 Project Not Found" } }),
    ...always("no such project or group", "the token's user may not see it", "at least the role Maintainer"),
  },
  project_moved: {
    fail: (gitlab) =>
      failure({ gitlab, seed: { projects: [project] } }, (client) =>
        client.project("old/app").jobTokenScope.update({ enabled: false }),
      ),
    tells: () => ({ ...patch, status: 405 }),
    ...always("The project has moved", "by its number or its new path"),
  },
  already_allowed: {
    fail: (gitlab) => failure({ gitlab, scenario: "duplicate" }, allowTool),
    tells: () => ({ ...post, status: 400 }),
    says: (gitlab) => [
      gitlab === "18.0"
        ? "Target project is already in the job token scope"
        : "This project is already in the job token allowlist.",
    ],
  },
  not_allowed: {
    fail: (gitlab) => failure({ gitlab }, (client) => scopeOf(client).allowlist.delete(42)),
    tells: () => ({ ...remove, status: 400 }),
    ...always("Target project is not in the job token scope"),
  },
  allowlist_full: {
    fail: (gitlab) => failure({ gitlab, scenario: "project-limit" }, allowTool),
    tells: () => ({ ...post, status: 400 }),
    ...always("200 entries", "allow a group"),
  },
  target_inaccessible: {
    fail: (gitlab) => failure({ gitlab, scenario: "target-forbidden" }, allowTool),
    tells: () => ({ ...post, status: 400 }),
    ...always("does not exist, or the token's user may not read it"),
  },
  enforced_by_instance: {
    fail: (gitlab) =>
      failure({ gitlab, seed: { instance: { enforced: true }, projects: [project] } }, turnOff),
    tells: (gitlab) =>
      gitlab === "18.0"
        ? { name: "SettingNotAppliedError", asked: false, actual: true }
        : { ...patch, status: 400 },
    ...always("The instance enforces the job token scope; an administrator can change that"),
  },
  setting_not_applied: {
    fail: (gitlab) =>
      failure(
        {
          gitlab,
          seed: { projects: [{ ...project, inboundEnabled: false }] },
          prepare: (server) => server.script("updateJobTokenScope", [{ status: 204 }]),
        },
        (client) => scopeOf(client).update({ enabled: true }),
      ),
    tells: () => ({ name: "SettingNotAppliedError", asked: true, actual: false }),
    ...always("refresh and save again"),
  },
  setting_unconfirmed: {
    fail: (gitlab) =>
      failure(
        { gitlab, prepare: (server) => server.script("getJobTokenScope", [{ status: 502, headers }]) },
        turnOff,
      ),
    tells: () => ({
      name: "SettingUnconfirmedError",
      asked: false,
      cause: { ...get, code: "server_error", status: 502, requestId },
    }),
    ...always("GitLab accepted enabled: false", "not known to be in force", `GET ${scope}: 502`),
  },
  entry_unconfirmed: {
    fail: (gitlab) =>
      failure(
        {
          gitlab,
          prepare: (server) => {
            server.script("allowProject", [{ drop: "after" }]);
            server.script("listAllowedProjects", [{ status: 503 }]);
          },
        },
        allowTool,
      ),
    tells: () => ({
      name: "EntryUnconfirmedError",
      id: 42,
      cause: { ...post, name: "ConnectionError", code: "network" },
    }),
    ...always("not known whether 42 was added", "the list could not be read", "503"),
  },
  invalid_request: {
    fail: (gitlab) =>
      failure(
        {
          gitlab,
          prepare: (server) =>
            server.script("updateJobTokenScope", [
              { status: 400, headers, body: { error: "enabled is invalid" } },
            ]),
        },
        turnOff,
      ),
    tells: () => ({ ...patch, status: 400, requestId, details: { error: "enabled is invalid" } }),
    ...always('GitLab says: "enabled is invalid"'),
  },
  invalid_reference: {
    fail: (gitlab) =>
      failure({ gitlab, seed: { projects: [project, tool] } }, (client) => client.project("group%2Fapp")),
    tells: () => ({ name: "InvalidReferenceError" }),
    ...always('"group%2Fapp" is no reference to a project', "not URL-encoded"),
  },
  rate_limited: {
    fail: (gitlab) =>
      failure(
        {
          gitlab,
          prepare: (server) =>
            server.script("getJobTokenScope", [
              { status: 429, headers: { ...headers, "retry-after": "30" }, body: "Retry later" },
            ]),
        },
        read,
      ),
    tells: () => ({ ...get, status: 429, requestId, retryAfterMs: 30_000, details: "Retry later" }),
    ...always("GitLab asks to wait", '"Retry later"'),
  },
  conflict: {
    fail: (gitlab) => failure({ gitlab, scenario: "resource-lock" }, turnOff),
    tells: () => ({ ...patch, status: 409, details: { message: "409 Conflict: Resource lock" } }),
    ...always("Resource lock", "try again"),
  },
  server_error: {
    fail: (gitlab) => failure({ gitlab, scenario: "html-502" }, read),
    tells: () => ({ ...get, status: 502 }),
    ...always("GitLab, or a proxy before it, failed"),
  },
  unexpected_response: {
    fail: (gitlab) => failure({ gitlab, scenario: "html-200" }, read),
    tells: () => ({ ...get, status: 200 }),
    ...always("text/html", "is nothing asking for a login"),
  },
  network: {
    fail: (gitlab) => failure({ gitlab, scenario: "reset" }, read),
    tells: () => ({ ...get, name: "ConnectionError", cause: { message: "fetch failed" } }),
    ...always("could not be reached, or the connection was lost", "ECONNRESET"),
  },
  timeout: {
    fail: (gitlab) =>
      failure(
        { gitlab, prepare: (server) => server.script("getJobTokenScope", [{ delayMs: 60_000 }]) },
        (client) => scopeOf(client).get({ timeoutMs: 50 }),
      ),
    tells: () => ({ ...get, name: "ConnectionError" }),
    ...always("not done in time"),
  },
  aborted: {
    fail: (gitlab) =>
      failure(
        { gitlab, prepare: (server) => server.script("getJobTokenScope", [{ delayMs: 60_000 }]) },
        (client) => scopeOf(client).get({ signal: AbortSignal.timeout(50) }),
      ),
    tells: () => ({ ...get, name: "ConnectionError", cause: { name: "TimeoutError" } }),
    ...always("aborted"),
  },
};
