import type { Seed, SeedToken } from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";
import { start } from "../helpers.js";

const old = "/projects/old%2Fapp";

function seedWith(token: Omit<SeedToken, "token">): Seed {
  return {
    projects: [{ id: 1, path: "group/app", formerPaths: ["old/app"] }],
    tokens: [{ token: "glpat-user", ...token }],
  };
}

test.for([
  ["", ""],
  ["/job_token_scope", ""],
  ["/job_token_scope/allowlist", "?page=2&per_page=50"],
  ["/job_token_scope/groups_allowlist", "?per_page=5"],
] as const)("[moved-read] redirects a read of %s%s by former path to the ID", async ([suffix, query]) => {
  const { gitlab, call } = await start({ seed: seedWith({ admin: true }) });
  const { status, headers } = await call(`GET ${old}${suffix}${query}`);
  expect(status).toBe(301);
  expect(headers.get("location")).toBe(`${gitlab.apiUrl}/projects/1${suffix}${query}`);
  expect(gitlab.violations()).toEqual([]);
});

test("[moved-read] [path-variants] keeps empty segments", async () => {
  const { gitlab, call } = await start({ seed: seedWith({ admin: true }) });
  const { headers } = await call("GET /projects//OLD%2Fapp//job_token_scope");
  expect(headers.get("location")).toBe(`${gitlab.apiUrl}/projects//1//job_token_scope`);
});

test("[moved-text] the body is a sentence with the new URL, without a content type", async () => {
  const { gitlab, call } = await start({ seed: seedWith({ admin: true }) });
  const { headers, body } = await call(`GET ${old}`);
  expect(body).toBe(`This resource has been moved permanently to ${gitlab.apiUrl}/projects/1`);
  expect(headers.get("content-type")).toBeNull();
});

test("[moved-write] rejects a write by former path", async () => {
  const { gitlab, call } = await start({ seed: seedWith({ admin: true }) });
  expect(await call(`PATCH ${old}/job_token_scope`, { body: { enabled: false } })).toMatchObject({
    status: 405,
    body: { message: "Non GET methods are not allowed for moved projects" },
  });
  expect(gitlab.state().projects[0]?.inboundEnabled).toBe(true);
  expect(gitlab.violations()).toEqual([]);
  expect(await call(`DELETE ${old}/job_token_scope/allowlist/1`)).toMatchObject({
    status: 400,
    body: { error: "id is invalid" },
  });
});

test("[moved-visible-only] only users who can see the project are redirected", async () => {
  const outsider = await start({ seed: seedWith({}) });
  expect(await outsider.call(`GET ${old}/job_token_scope`)).toMatchObject({ status: 404 });
  const guest = await start({ seed: seedWith({ roles: { projects: { "1": "guest" } } }) });
  expect(await guest.call(`GET ${old}/job_token_scope`)).toMatchObject({ status: 301 });
});
