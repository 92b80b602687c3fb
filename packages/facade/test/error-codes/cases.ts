import type { GitLabVersion, MockGitLab, MockGitLabOptions } from "@gitlab-job-token-scope/contract-fixture";
import type { ErrorCode, GitLab, JobTokenScopeError, RequestOptions } from "@gitlab-job-token-scope/facade";
import { connect, errorOf, start } from "../helpers.js";
import { manualTimers, settle } from "../servers/timing.js";

/** A call that fails with one code, and the error that is expected. */
export interface Case {
  fail(gitlab: GitLabVersion): Promise<JobTokenScopeError>;
  /** The error's fields, except its code. */
  fields(gitlab: GitLabVersion): Record<string, unknown>;
  /** Parts of the message: what is wrong, and what can be done. */
  words(gitlab: GitLabVersion): readonly string[];
}

const scope = "/projects/{id}/job_token_scope";
const get = { name: "ResponseError", project: 1, method: "GET", path: scope, attempts: 1 };
const patch = { ...get, method: "PATCH" };
const post = { ...get, target: 42, method: "POST", path: `${scope}/allowlist` };
const remove = { ...get, target: 42, method: "DELETE", path: `${scope}/allowlist/{target_project_id}` };
const requestId = "01JD0000000000000000000000";
const headers = { "x-request-id": requestId };
const enforced = { message: "Job token scope is enforced for the instance" };
const project = { id: 1, path: "group/app", formerPaths: ["old/app"] };
const tool = { id: 42, path: "group/tool" };

interface Given extends MockGitLabOptions {
  token?: string;
  prepare?: (server: MockGitLab) => void;
}

/** The error of a read without a response that is ended after GitLab has received it. */
async function failureOfWait(
  gitlab: GitLabVersion,
  options: RequestOptions,
  end: (timers: ReturnType<typeof manualTimers>) => void,
) {
  const { server, gitlab: client } = await start({ gitlab }, { retry: { limit: 0 } });
  server.script("getJobTokenScope", [{ delayMs: 60_000 }]);
  const timers = manualTimers();
  const error = errorOf(() => scopeOf(client).get(options));
  while (server.scripts().length > 0) await settle();
  end(timers);
  return error;
}

/** The error of a call to a fixture without retries. */
async function failure({ token, prepare, ...fixture }: Given, call: (gitlab: GitLab) => unknown) {
  const { server } = await start(fixture);
  prepare?.(server);
  const gitlab = connect(server, { retry: { limit: 0 }, ...(token !== undefined && { token }) });
  return errorOf(() => call(gitlab));
}

const always = (...words: string[]) => ({ words: () => words });
const scopeOf = (gitlab: GitLab) => gitlab.project(1).jobTokenScope;
const read = (gitlab: GitLab) => scopeOf(gitlab).get();
const turnOff = (gitlab: GitLab) => scopeOf(gitlab).update({ enabled: false });
const allowTool = (gitlab: GitLab) => scopeOf(gitlab).allowlist.create(42);

/** The compiler refuses a code without a case. */
export const cases: Record<ErrorCode, Case> = {
  unauthorized: {
    fail: (gitlab) => failure({ gitlab, token: "glpat-unknown" }, read),
    fields: () => ({ ...get, status: 401, details: { message: "401 Unauthorized" } }),
    ...always("GitLab does not accept the token"),
  },
  forbidden: {
    fail: (gitlab) => failure({ gitlab, scenario: "developer-403" }, read),
    fields: () => ({ ...get, status: 403, details: { message: "403 Forbidden" } }),
    ...always("at least the Maintainer role"),
  },
  insufficient_scope: {
    fail: (gitlab) => failure({ gitlab, scenario: "insufficient-scope" }, turnOff),
    fields: () => ({ ...patch, status: 403, details: { error: "insufficient_scope", scope: "api" } }),
    ...always("reading requires read_api, writing requires api", "higher privileges"),
  },
  not_found: {
    fail: (gitlab) => failure({ gitlab, scenario: "no-role-404" }, read),
    fields: () => ({ ...get, status: 404, details: { message: "404 Project Not Found" } }),
    ...always("no such project or group", "the token's user may not see it", "at least the Maintainer role"),
  },
  project_moved: {
    // The look-up of an old path is redirected to the ID, so that only a move during the call is refused.
    fail: (gitlab) =>
      failure(
        {
          gitlab,
          prepare: (server) =>
            server.script("updateJobTokenScope", [
              { status: 405, body: { message: "Non GET methods are not allowed for moved projects" } },
            ]),
        },
        turnOff,
      ),
    fields: () => ({ ...patch, status: 405 }),
    ...always("The project has moved", "use its ID or its new path"),
  },
  already_allowed: {
    fail: (gitlab) => failure({ gitlab, scenario: "duplicate" }, allowTool),
    fields: () => ({ ...post, status: 400 }),
    words: (gitlab) => [
      gitlab === "18.0"
        ? "Target project is already in the job token scope"
        : "This project is already in the job token allowlist.",
    ],
  },
  not_allowed: {
    fail: (gitlab) => failure({ gitlab }, (client) => scopeOf(client).allowlist.delete(42)),
    fields: () => ({ ...remove, status: 400 }),
    ...always("Target project is not in the job token scope"),
  },
  allowlist_full: {
    fail: (gitlab) => failure({ gitlab, scenario: "project-limit" }, allowTool),
    fields: () => ({ ...post, status: 400 }),
    ...always("200 entries", "allow a group"),
  },
  target_inaccessible: {
    fail: (gitlab) => failure({ gitlab, scenario: "target-forbidden" }, allowTool),
    fields: () => ({ ...post, status: 400 }),
    ...always("does not exist, or the token's user may not read it"),
  },
  enforced_by_instance: {
    // GitLab 18.0 to 18.7 do not report it; a script makes them.
    fail: (gitlab) =>
      failure(
        {
          gitlab,
          seed: { instance: { enforced: true }, projects: [project] },
          prepare: (server) => {
            if (gitlab === "18.0") server.script("updateJobTokenScope", [{ status: 400, body: enforced }]);
          },
        },
        turnOff,
      ),
    fields: () => ({ ...patch, status: 400 }),
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
    fields: () => ({ name: "SettingNotAppliedError", requested: true, actual: false }),
    ...always("and then reported inbound_enabled: false", "Somebody may have changed it"),
  },
  setting_unconfirmed: {
    fail: (gitlab) =>
      failure(
        { gitlab, prepare: (server) => server.script("getJobTokenScope", [{ status: 502, headers }]) },
        turnOff,
      ),
    fields: () => ({
      name: "SettingUnconfirmedError",
      requested: false,
      cause: { ...get, code: "server_error", status: 502, requestId },
    }),
    ...always(
      "not known whether the setting is in force",
      "GitLab accepted enabled: false",
      `GET ${scope}: 502`,
    ),
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
    fields: () => ({
      name: "EntryUnconfirmedError",
      id: 42,
      cause: { ...post, name: "ConnectionError", code: "network" },
    }),
    ...always("not known whether 42 was added", "Reading the list failed", "503"),
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
    fields: () => ({ ...patch, status: 400, requestId, details: { error: "enabled is invalid" } }),
    ...always('GitLab\'s message: "enabled is invalid"'),
  },
  invalid_reference: {
    fail: (gitlab) =>
      failure({ gitlab, seed: { projects: [project, tool] } }, (client) => client.project("group%2Fapp")),
    fields: () => ({ name: "InvalidReferenceError" }),
    ...always('"group%2Fapp" is not a reference to a project', "not URL-encoded"),
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
    fields: () => ({ ...get, status: 429, requestId, retryAfterMs: 30_000, details: "Retry later" }),
    ...always("GitLab limits the rate of requests", '"Retry later"'),
  },
  conflict: {
    fail: (gitlab) => failure({ gitlab, scenario: "resource-lock" }, turnOff),
    fields: () => ({ ...patch, status: 409, details: { message: "409 Conflict: Resource lock" } }),
    ...always("Another request holds a lock on the project", "try again"),
  },
  server_error: {
    fail: (gitlab) => failure({ gitlab, scenario: "html-502" }, read),
    fields: () => ({ ...get, status: 502 }),
    ...always("GitLab, or a proxy in front of it, failed"),
  },
  unexpected_response: {
    fail: (gitlab) => failure({ gitlab, scenario: "html-200" }, read),
    fields: () => ({ ...get, status: 200 }),
    ...always("text/html", "does nothing in front of it ask for a login"),
  },
  network: {
    fail: (gitlab) => failure({ gitlab, scenario: "reset" }, read),
    fields: () => ({ ...get, name: "ConnectionError", cause: { message: "fetch failed" } }),
    ...always("the host could not be reached, or the connection was lost", "ECONNRESET"),
  },
  timeout: {
    fail: (gitlab) => failureOfWait(gitlab, { timeoutMs: 5_000 }, (timers) => timers.advance(5_000)),
    fields: () => ({ ...get, name: "ConnectionError" }),
    ...always("timed out, no response in 5000 ms"),
  },
  aborted: {
    fail: (gitlab) => {
      const controller = new AbortController();
      return failureOfWait(gitlab, controller, () => controller.abort(new Error("enough")));
    },
    fields: () => ({ ...get, name: "ConnectionError", cause: { message: "enough" } }),
    ...always("aborted"),
  },
};
