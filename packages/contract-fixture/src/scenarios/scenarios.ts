import type { ScriptPart } from "../script/script.js";
import type { ScriptedResponse } from "../script/scripted-response.js";
import type { Scenario, ScenarioName } from "./scenario.js";
import { enforcing, fullOfGroups, fullOfProjects, serviceIds, withApp } from "./seeds.js";

const scope = "/projects/1/job_token_scope";
const read = { request: `GET ${scope}`, status: 200 };
const disable = { request: `PATCH ${scope}`, body: { enabled: false } };
const allow42 = { request: `POST ${scope}/allowlist`, body: { target_project_id: 42 } };
const allowGroup8 = { request: `POST ${scope}/groups_allowlist`, body: { target_group_id: 8 } };

const signInPage =
  "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to continue</body></html>";
const badGatewayPage = "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>";
const retryLater = { status: 429, body: "Retry later" };
const once = (response: ScriptedResponse): ScriptPart[] => [{ match: {}, responses: [response] }];

/** The situations that a client should handle, by name. */
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  "enforced-silent": {
    when: "On GitLab 18.0 to 18.7, an administrator enforces the scope for the instance, which is the default: a request to disable it gets a 204 but has no effect.",
    gitlab: "18.0",
    seed: enforcing,
    requests: [{ ...disable, status: 204 }, read],
  },
  "enforced-400": {
    when: "On GitLab 18.8 and later, a request to disable the scope is rejected while the instance enforces it.",
    gitlab: "18.8",
    seed: enforcing,
    requests: [{ ...disable, status: 400 }, read],
  },
  duplicate: {
    when: "The entry is already on the allowlist: someone else added it, or an earlier attempt succeeded but its response was lost.",
    seed: withApp({ allowedProjects: [42], allowedGroups: [8] }),
    requests: [
      { ...allow42, status: 400 },
      { ...allowGroup8, status: 400 },
    ],
  },
  "not-listed": {
    when: "The entry has already been removed: by someone else, or by an earlier attempt whose response was lost.",
    requests: [
      { request: `DELETE ${scope}/allowlist/42`, status: 400 },
      { request: `DELETE ${scope}/groups_allowlist/8`, status: 400 },
    ],
  },
  "own-project": {
    when: "A script adds or removes a list of projects that includes the project that owns the allowlist.",
    gitlab: "18.0",
    requests: [
      { request: `POST ${scope}/allowlist`, body: { target_project_id: 1 }, status: 400 },
      { request: `DELETE ${scope}/allowlist/1`, status: 400 },
    ],
  },
  "target-missing": {
    when: "The project or group to add has been deleted, or its ID is wrong.",
    requests: [
      { request: `POST ${scope}/allowlist`, body: { target_project_id: 9999 }, status: 404 },
      { request: `POST ${scope}/groups_allowlist`, body: { target_group_id: 9999 }, status: 404 },
    ],
  },
  "target-forbidden": {
    when: "The token's user is a Maintainer of the project but has no access to the project or group to add.",
    token: { roles: { projects: { "1": "maintainer" } } },
    requests: [
      { ...allow42, status: 400 },
      { ...allowGroup8, status: 400 },
    ],
  },
  "project-limit": {
    when: "The allowlist already holds 200 projects, and another one is added.",
    seed: fullOfProjects,
    requests: [{ ...allow42, status: 400 }],
  },
  "group-limit": {
    when: "The allowlist already holds 200 groups, and another one is added.",
    seed: fullOfGroups,
    requests: [{ ...allowGroup8, status: 400 }],
  },
  "no-role-404": {
    when: "The token's user is not a member of the private project, so GitLab responds as if it did not exist.",
    token: {},
    requests: [{ ...read, status: 404 }],
  },
  "developer-403": {
    when: "The token's user is a Developer of the project, but the scope requires the Maintainer role.",
    token: { roles: { projects: { "1": "developer" } } },
    requests: [
      { ...read, status: 403 },
      { request: `DELETE ${scope}/allowlist/42`, status: 403 },
    ],
  },
  "insufficient-scope": {
    when: "The token has the `read_api` scope only, and is used to write.",
    token: { admin: true, scopes: ["read_api"] },
    requests: [read, { ...disable, status: 403 }],
  },
  "expired-token": {
    when: "The token has expired, as every token does after a year at most.",
    token: { admin: true, state: "expired" },
    requests: [{ ...read, status: 401 }],
  },
  "moved-project": {
    when: "The project was renamed or moved to another group, and the client still uses its former path.",
    seed: withApp({ formerPaths: ["old/app"] }),
    requests: [
      { request: "GET /projects/old%2Fapp/job_token_scope", status: 301 },
      { request: "PATCH /projects/old%2Fapp/job_token_scope", body: { enabled: false }, status: 405 },
    ],
  },
  "rate-limited-seconds": {
    when: "The client sent too many requests per minute; GitLab specifies how many seconds to wait.",
    script: once({ ...retryLater, headers: { "retry-after": "1" } }),
    requests: [{ ...read, status: 429 }, read],
  },
  "rate-limited-date": {
    when: "The client sent too many requests per minute; a proxy in front of GitLab specifies when to retry.",
    script: once({ ...retryLater, headers: { "retry-after": { dateInMs: 1000 } } }),
    requests: [{ ...read, status: 429 }, read],
  },
  "rate-limited-no-header": {
    when: "The client sent too many requests per minute, and the response does not specify how long to wait, as is common on GitLab.com.",
    script: once(retryLater),
    requests: [{ ...read, status: 429 }, read],
  },
  "rate-limited-counted": {
    when: "GitLab accepts three requests per minute from each token, and specifies in every response how many remain.",
    rateLimit: { requests: 3, perMs: 60_000 },
    requests: [read, read, read, { ...read, status: 429 }],
  },
  "resource-lock": {
    when: "Another request is changing the project at the same time.",
    script: [
      {
        match: { operation: "updateJobTokenScope" },
        responses: [{ status: 409, body: { message: "409 Conflict: Resource lock" } }],
      },
    ],
    requests: [
      { ...disable, status: 409 },
      { ...disable, status: 204 },
    ],
  },
  "empty-502": {
    when: "A load balancer briefly loses its connection to GitLab and responds without a body.",
    script: once({ status: 502 }),
    requests: [{ ...read, status: 502 }, read],
  },
  "html-502": {
    when: "GitLab is restarting, and the proxy in front of it responds with an HTML page.",
    script: once({ status: 502, html: badGatewayPage }),
    requests: [{ ...read, status: 502 }, read],
  },
  "html-200": {
    when: "A single sign-on proxy in front of GitLab mistakes the client for a browser, and responds to every request with its sign-in page.",
    script: [{ match: {}, responses: [{ html: signInPage }], repeat: true }],
    requests: [read, { ...disable, status: 200 }],
  },
  "malformed-json": {
    when: "A proxy truncates a response.",
    script: once({ malformedJson: '{"inbound_enabled": tr' }),
    requests: [read, read],
  },
  "add-succeeds-then-502": {
    when: "GitLab added the entry, but the load balancer lost the response: a retry is rejected as a duplicate.",
    script: [{ match: { operation: "allowProject" }, responses: [{ status: 502, applied: true }] }],
    requests: [
      { ...allow42, status: 502 },
      { ...allow42, status: 400 },
    ],
  },
  "three-page-list": {
    when: "The allowlist is full. With 200 entries and the project itself, it has three pages even at 100 rows per page.",
    seed: fullOfProjects,
    requests: [1, 2, 3].map((page) => ({
      request: `GET ${scope}/allowlist?per_page=100&page=${page}`,
      status: 200,
    })),
  },
  "own-project-twice": {
    when: "Since about GitLab 18.1, a project can be added to its own allowlist, which always contains it anyway: it is then listed twice and cannot be removed.",
    gitlab: "19.1",
    seed: withApp({ allowedProjects: [1, 42] }),
    requests: [
      { request: `GET ${scope}/allowlist`, status: 200 },
      { request: `DELETE ${scope}/allowlist/1`, status: 400 },
    ],
  },
  "rows-move-between-pages": {
    when: "Someone removes an entry while a client reads the list: a row moves to a page that the client has already read, and is missed.",
    seed: fullOfProjects,
    script: [
      {
        match: { operation: "listAllowedProjects" },
        responses: [{ meanwhile: { project: 1, allowedProjects: serviceIds.slice(1) } }],
      },
    ],
    requests: [1, 2].map((page) => ({
      request: `GET ${scope}/allowlist?per_page=100&page=${page}`,
      status: 200,
    })),
  },
  slow: {
    when: "GitLab is busy: every response takes two seconds.",
    script: [{ match: {}, responses: [{ delayMs: 2000 }], repeat: true }],
    requests: [read],
  },
  reset: {
    when: "A firewall or a restart resets the connection before GitLab receives the request.",
    script: once({ drop: "before" }),
    requests: [{ ...disable, status: 0 }, read],
  },
  "reset-after-write": {
    when: "The connection is reset after GitLab processed the request but before the response arrives.",
    script: [{ match: { operation: "updateJobTokenScope" }, responses: [{ drop: "after" }] }],
    requests: [{ ...disable, status: 0 }, read],
  },
};
