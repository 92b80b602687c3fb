import type { ScriptPart } from "../script/script.js";
import type { ScriptedAnswer } from "../script/scripted-answer.js";
import type { Scenario, ScenarioName } from "./scenario.js";
import { enforcing, fullOfGroups, fullOfProjects, serviceIds, withApp } from "./worlds.js";

const scope = "/projects/1/job_token_scope";
const read = { request: `GET ${scope}`, status: 200 };
const turnOff = { request: `PATCH ${scope}`, body: { enabled: false } };
const allow42 = { request: `POST ${scope}/allowlist`, body: { target_project_id: 42 } };
const allowGroup8 = { request: `POST ${scope}/groups_allowlist`, body: { target_group_id: 8 } };

const signInPage =
  "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to continue</body></html>";
const badGatewayPage = "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>";
const retryLater = { status: 429, body: "Retry later" };
const once = (answer: ScriptedAnswer): ScriptPart[] => [{ match: {}, answers: [answer] }];

/** The situations that a client should be tested in, by name. */
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  "enforced-silent": {
    when: "On GitLab 18.0 to 18.7 an administrator enforces the scope for the whole instance, which is the default: turning it off is answered with 204, and nothing changes.",
    gitlab: "18.0",
    world: enforcing,
    requests: [{ ...turnOff, status: 204 }, read],
  },
  "enforced-400": {
    when: "From GitLab 18.8 on, turning the scope off is refused while the instance enforces it.",
    gitlab: "18.8",
    world: enforcing,
    requests: [{ ...turnOff, status: 400 }, read],
  },
  duplicate: {
    when: "The entry is on the list already: somebody else added it, or an earlier attempt did whose answer was lost.",
    world: withApp({ allowedProjects: [42], allowedGroups: [8] }),
    requests: [
      { ...allow42, status: 400 },
      { ...allowGroup8, status: 400 },
    ],
  },
  "not-listed": {
    when: "The entry is gone already: somebody else removed it, or an earlier attempt did whose answer was lost.",
    requests: [
      { request: `DELETE ${scope}/allowlist/42`, status: 400 },
      { request: `DELETE ${scope}/groups_allowlist/8`, status: 400 },
    ],
  },
  "own-project": {
    when: "A script adds or removes every project of a list of its own, and the project that owns the allowlist is among them.",
    gitlab: "18.0",
    requests: [
      { request: `POST ${scope}/allowlist`, body: { target_project_id: 1 }, status: 400 },
      { request: `DELETE ${scope}/allowlist/1`, status: 400 },
    ],
  },
  "target-missing": {
    when: "The project or group that is to be added was deleted, or its number is mistyped.",
    requests: [
      { request: `POST ${scope}/allowlist`, body: { target_project_id: 9999 }, status: 404 },
      { request: `POST ${scope}/groups_allowlist`, body: { target_group_id: 9999 }, status: 404 },
    ],
  },
  "target-forbidden": {
    when: "The token's user is Maintainer of the project, and has no access to the project or group that is to be added.",
    token: { roles: { projects: { "1": "maintainer" } } },
    requests: [
      { ...allow42, status: 400 },
      { ...allowGroup8, status: 400 },
    ],
  },
  "project-limit": {
    when: "The allowlist holds 200 projects, and one more is added.",
    world: fullOfProjects,
    requests: [{ ...allow42, status: 400 }],
  },
  "group-limit": {
    when: "The allowlist holds 200 groups, and one more is added.",
    world: fullOfGroups,
    requests: [{ ...allowGroup8, status: 400 }],
  },
  "no-role-404": {
    when: "The token's user is no member of the private project: GitLab answers as if there were none.",
    token: {},
    requests: [{ ...read, status: 404 }],
  },
  "developer-403": {
    when: "The token's user is a Developer of the project, and the scope is for Maintainers.",
    token: { roles: { projects: { "1": "developer" } } },
    requests: [
      { ...read, status: 403 },
      { request: `DELETE ${scope}/allowlist/42`, status: 403 },
    ],
  },
  "insufficient-scope": {
    when: "The token was made for reading (`read_api`), and is used to write.",
    token: { admin: true, scopes: ["read_api"] },
    requests: [read, { ...turnOff, status: 403 }],
  },
  "expired-token": {
    when: "The token's last day has passed, as every token's does at the latest after a year.",
    token: { admin: true, state: "expired" },
    requests: [{ ...read, status: 401 }],
  },
  "moved-project": {
    when: "The project was renamed or moved to another group, and the client still has its old path.",
    world: withApp({ formerPaths: ["old/app"] }),
    requests: [
      { request: "GET /projects/old%2Fapp/job_token_scope", status: 301 },
      { request: "PATCH /projects/old%2Fapp/job_token_scope", body: { enabled: false }, status: 405 },
    ],
  },
  "rate-limited-seconds": {
    when: "Too many requests in a minute; GitLab says for how many seconds to wait.",
    script: once({ ...retryLater, headers: { "retry-after": "1" } }),
    requests: [{ ...read, status: 429 }, read],
  },
  "rate-limited-date": {
    when: "Too many requests in a minute; a proxy before GitLab says until when to wait.",
    script: once({ ...retryLater, headers: { "retry-after": { dateInMs: 1000 } } }),
    requests: [{ ...read, status: 429 }, read],
  },
  "rate-limited-no-header": {
    when: "Too many requests in a minute, and nothing says how long to wait: often so on GitLab.com.",
    script: once(retryLater),
    requests: [{ ...read, status: 429 }, read],
  },
  "resource-lock": {
    when: "Another request is changing the project at the same moment.",
    script: [
      {
        match: { operation: "updateJobTokenScope" },
        answers: [{ status: 409, body: { message: "409 Conflict: Resource lock" } }],
      },
    ],
    requests: [
      { ...turnOff, status: 409 },
      { ...turnOff, status: 204 },
    ],
  },
  "empty-502": {
    when: "A load balancer lost its connection to GitLab for a moment, and says so without a body.",
    script: once({ status: 502 }),
    requests: [{ ...read, status: 502 }, read],
  },
  "html-502": {
    when: "GitLab is being restarted, and the proxy before it answers with a page.",
    script: once({ status: 502, html: badGatewayPage }),
    requests: [{ ...read, status: 502 }, read],
  },
  "html-200": {
    when: "A single sign-on proxy before GitLab takes the client for a browser, and answers every request with its sign-in page.",
    script: [{ match: {}, answers: [{ html: signInPage }], repeat: true }],
    requests: [read, { ...turnOff, status: 200 }],
  },
  "malformed-json": {
    when: "A proxy cuts an answer off.",
    script: once({ malformedJson: '{"inbound_enabled": tr' }),
    requests: [read, read],
  },
  "add-succeeds-then-502": {
    when: "GitLab added the entry, and the load balancer lost the answer: sending the request again is refused as a duplicate.",
    script: [{ match: { operation: "allowProject" }, answers: [{ status: 502, applied: true }] }],
    requests: [
      { ...allow42, status: 502 },
      { ...allow42, status: 400 },
    ],
  },
  "three-page-list": {
    when: "The allowlist is full, so that even pages of 100 rows are three: 200 entries and the project itself.",
    world: fullOfProjects,
    requests: [1, 2, 3].map((page) => ({
      request: `GET ${scope}/allowlist?per_page=100&page=${page}`,
      status: 200,
    })),
  },
  "own-project-twice": {
    when: "From about GitLab 18.1 on, the project was added to its own list, on which it is anyway: it is listed twice, and cannot be removed.",
    gitlab: "19.1",
    world: withApp({ allowedProjects: [1, 42] }),
    requests: [
      { request: `GET ${scope}/allowlist`, status: 200 },
      { request: `DELETE ${scope}/allowlist/1`, status: 400 },
    ],
  },
  "rows-move-between-pages": {
    when: "Somebody removes an entry while a client reads the list: a row moves to a page that was read already, and is missed.",
    world: fullOfProjects,
    script: [
      {
        match: { operation: "listAllowedProjects" },
        answers: [{ meanwhile: { project: 1, allowedProjects: serviceIds.slice(1) } }],
      },
    ],
    requests: [1, 2].map((page) => ({
      request: `GET ${scope}/allowlist?per_page=100&page=${page}`,
      status: 200,
    })),
  },
  slow: {
    when: "GitLab is busy: every answer takes two seconds.",
    script: [{ match: {}, answers: [{ delayMs: 2000 }], repeat: true }],
    requests: [read],
  },
  reset: {
    when: "A firewall or a restart ends the connection before GitLab has seen the request.",
    script: once({ drop: "before" }),
    requests: [{ ...turnOff, status: 0 }, read],
  },
  "reset-after-write": {
    when: "The connection ends after GitLab has carried the request out, and before its answer arrives.",
    script: [{ match: { operation: "updateJobTokenScope" }, answers: [{ drop: "after" }] }],
    requests: [{ ...turnOff, status: 0 }, read],
  },
};
