// @module-tag slow
import type { MockGitLab, ScenarioName, Seed } from "@gitlab-job-token-scope/contract-fixture";
import type { ErrorCode } from "@gitlab-job-token-scope/facade";
import { describe, expect } from "vitest";
import { hasChromium } from "./chromium.js";
import { test, type Visit } from "./test.js";

type Fail = (visit: Visit) => ReturnType<Visit["errorOf"]>;

/** What makes the call fail, if it is not the call itself. */
interface Cause {
  readonly seed?: Seed;
  readonly scenario?: ScenarioName;
  readonly token?: string;
  readonly response?: Parameters<MockGitLab["script"]>[1][number];
}

const get: Fail = ({ errorOf }) => errorOf("getSetting", 1);
const turnOff: Fail = ({ errorOf }) => errorOf("updateSetting", 1, false);
const addProject: Fail = ({ errorOf }) => errorOf("create", "allowlist", 42);
const addMissing: Fail = ({ errorOf }) => errorOf("create", "allowlist", 9999);
const addGroup: Fail = ({ errorOf }) => errorOf("create", "groupsAllowlist", 8);
const removeProject: Fail = ({ errorOf }) => errorOf("remove", "allowlist", 42);
const removeGroup: Fail = ({ errorOf }) => errorOf("remove", "groupsAllowlist", 8);

const invalid = { status: 400, body: { error: "enabled is invalid" } };
const conflict = { status: 409, body: { message: "409 Conflict" } };
const failed = { status: 500, body: { message: "500 Internal Server Error" } };

/** Lists from which another entry could be removed. */
const others: Seed = {
  projects: [
    { id: 1, path: "group/app", allowedProjects: [2], allowedGroups: [7] },
    { id: 2, path: "group/library" },
    { id: 42, path: "group/tool" },
  ],
  groups: [
    { id: 7, path: "group" },
    { id: 8, path: "partner" },
  ],
};

const failures: [ErrorCode, number, when: string, Fail, Cause?][] = [
  ["unauthorized", 401, "the token is unknown", get, { token: "glpat-unknown" }],
  ["unauthorized", 401, "the token has expired", turnOff, { scenario: "expired-token" }],
  ["forbidden", 403, "the user is a Developer", get, { scenario: "developer-403" }],
  ["insufficient_scope", 403, "the token may only read", turnOff, { scenario: "insufficient-scope" }],
  ["not_found", 404, "the user may not see the project", get, { scenario: "no-role-404" }],
  ["not_found", 404, "there is no such target", addMissing],
  ["already_allowed", 400, "the project is listed", addProject, { scenario: "duplicate" }],
  ["already_allowed", 400, "the group is listed", addGroup, { scenario: "duplicate" }],
  ["not_allowed", 400, "the project is not listed", removeProject, { seed: others }],
  ["not_allowed", 400, "the group is not listed", removeGroup, { seed: others }],
  ["allowlist_full", 400, "200 projects are listed", addProject, { scenario: "project-limit" }],
  ["allowlist_full", 400, "200 groups are listed", addGroup, { scenario: "group-limit" }],
  ["target_inaccessible", 400, "the user may not read it", addProject, { scenario: "target-forbidden" }],
  ["enforced_by_instance", 400, "the instance enforces it", turnOff, { scenario: "enforced-400" }],
  ["invalid_request", 400, "GitLab refuses a parameter", turnOff, { response: invalid }],
  ["conflict", 409, "GitLab reports a conflict", turnOff, { response: conflict }],
  ["server_error", 500, "GitLab fails", get, { response: failed }],
  ["unexpected_response", 200, "a sign-in page comes", get, { scenario: "html-200" }],
  ["unexpected_response", 200, "the JSON breaks off", get, { response: { malformedJson: "{" } }],
];

describe.skipIf(!hasChromium)("errors, in Chromium", () => {
  test.for(failures)("%s (%i) when %s, and nothing is changed", async (failure, { open }) => {
    const [code, status, , fail, { seed, scenario, token, response } = {}] = failure;
    const visit = await open(
      { ...(seed && { seed }), ...(scenario && { scenario }) },
      { retry: { limit: 0 }, ...(token && { token }) },
    );
    if (response !== undefined) visit.server.script({}, [response]);
    const before = visit.server.state();
    const error = await fail(visit);
    expect(error).toMatchObject({ name: "ResponseError", code, status, isResponseError: true });
    expect(error.message).toMatch(/^(GET|PATCH|POST|DELETE) \/projects\/\{id\}\/job_token_scope\S*: \d{3} /);
    expect(JSON.stringify(error)).not.toContain("glpat-");
    expect(visit.server.state()).toEqual(before);
  });
});
