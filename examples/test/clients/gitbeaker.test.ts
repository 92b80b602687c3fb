// @module-tag slow
import { GitbeakerRequestError, Gitlab } from "@gitbeaker/rest";
import type { Note, ScenarioName } from "@gitlab-job-token-scope/contract-fixture";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type StartedCommand, startCommand } from "../../recipes/command.ts";

type Scopes = InstanceType<typeof Gitlab>["ProjectJobTokenScopes"];

let fixture: StartedCommand;
let gitlab: InstanceType<typeof Gitlab>;
let scopes: Scopes;

beforeAll(async () => {
  fixture = await startCommand("--strict");
  gitlab = new Gitlab({ host: fixture.url, token: fixture.token });
  scopes = gitlab.ProjectJobTokenScopes;
});
afterAll(async () => {
  expect(await fixture.stop()).toBe(0);
});

async function start(scenario: ScenarioName): Promise<void> {
  const response = await fetch(`${fixture.url}/-/fixture/scenario`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: scenario }),
  });
  expect(response.status).toBe(204);
}

async function read(kind: "notes" | "violations"): Promise<Note[]> {
  const response = await fetch(`${fixture.url}/-/fixture/${kind}`);
  // The type that the control routes' document declares.
  return (await response.json()) as Note[];
}

// Gitbeaker sends an empty form with every DELETE, which GitLab accepts. There must be nothing else, except the look-ups that the
// document does not declare.
afterEach(async () => {
  expect(await read("violations")).toEqual([]);
  for (const { method, location } of await read("notes")) {
    expect(["DELETE body", "GET path"]).toContain(`${method} ${location}`);
  }
  await fetch(`${fixture.url}/-/fixture/reset`, { method: "POST" });
});

test("reads and changes the setting", async () => {
  expect(await scopes.show("group/app")).toEqual({ inbound_enabled: true, outbound_enabled: false });
  await scopes.edit("group/app", false);
  expect(await scopes.show(1)).toMatchObject({ inbound_enabled: false });
});

test("reads the user, the version, and a project and a group by path", async () => {
  expect(await gitlab.Users.showCurrentUser()).toMatchObject({ id: 1, username: "user1", is_admin: true });
  expect(await gitlab.Metadata.show()).toMatchObject({ version: "19.1.0" });
  expect(await gitlab.Projects.show("group/app")).toMatchObject({
    id: 1,
    archived: false,
    namespace: { id: 7, full_path: "group" },
  });
  expect(await gitlab.Groups.show("partner")).toMatchObject({ id: 8, full_path: "partner" });
});

test("adds to both allowlists and removes the entries", async () => {
  await scopes.addToInboundAllowList(1, 42);
  await scopes.addToGroupsAllowList(1, 7);
  expect(await scopes.showInboundAllowList(1)).toMatchObject([{ id: 1 }, { id: 42 }]);
  expect(await scopes.showGroupsAllowList(1)).toMatchObject([{ id: 7 }]);

  await scopes.removeFromInboundAllowList(1, 42);
  await scopes.removeFromGroupsAllowList(1, 7);
  expect(await scopes.showInboundAllowList(1)).toMatchObject([{ id: 1 }]);
  expect(await scopes.showGroupsAllowList(1)).toEqual([]);
  expect(await read("notes")).toHaveLength(2);
});

test.for<[ScenarioName, (scopes: Scopes) => Promise<unknown>, number, RegExp]>([
  ["enforced-400", (scopes) => scopes.edit(1, false), 400, /enforced for the instance/],
  ["duplicate", (scopes) => scopes.addToInboundAllowList(1, 42), 400, /already in the job token allowlist/],
  ["not-listed", (scopes) => scopes.removeFromGroupsAllowList(1, 8), 400, /not in the job token scope/],
  ["target-missing", (scopes) => scopes.addToInboundAllowList(1, 9999), 404, /target_project_id not found/],
  ["project-limit", (scopes) => scopes.addToInboundAllowList(1, 42), 400, /exceeds the allowable number/],
  ["developer-403", (scopes) => scopes.show(1), 403, /^403 Forbidden$/],
  ["insufficient-scope", (scopes) => scopes.edit(1, false), 403, /^insufficient_scope$/],
  ["expired-token", (scopes) => scopes.show(1), 401, /^invalid_token$/],
  ["moved-project", (scopes) => scopes.edit("old/app", false), 405, /not allowed for moved projects/],
  ["resource-lock", (scopes) => scopes.edit(1, false), 409, /Resource lock/],
])("%s is reported with a status and GitLab's message", async ([scenario, call, status, message]) => {
  await start(scenario);
  const error: unknown = await call(scopes).catch((reason: unknown) => reason);
  if (!(error instanceof GitbeakerRequestError)) throw new Error("expected a GitbeakerRequestError");
  expect(error.cause?.response.status).toBe(status);
  expect(error.message).toMatch(message);
});

test("enforced-silent looks like success", async () => {
  await start("enforced-silent");
  await scopes.edit(1, false);
  expect(await scopes.show(1)).toMatchObject({ inbound_enabled: true });
});

test.for<ScenarioName>(["rate-limited-seconds", "empty-502", "html-502", "moved-project"])(
  "recovers from %s when reading",
  async (scenario) => {
    await start(scenario);
    const project = scenario === "moved-project" ? "old/app" : 1;
    expect(await scopes.show(project)).toMatchObject({ inbound_enabled: true });
  },
);

test("add-succeeds-then-502 is retried, and reported as a duplicate", async () => {
  await start("add-succeeds-then-502");
  await expect(scopes.addToInboundAllowList(1, 42)).rejects.toThrow("already in the job token allowlist");
});

test("html-200 is returned as the setting", async () => {
  await start("html-200");
  expect(await scopes.show(1)).toContain("<!DOCTYPE html>");
});

test("three-page-list is read completely", async () => {
  await start("three-page-list");
  expect(await scopes.showInboundAllowList(1)).toHaveLength(201);
});

test("reset is reported as the error of fetch", async () => {
  await start("reset");
  await expect(scopes.edit(1, false)).rejects.toThrow(TypeError);
  expect(await scopes.show(1)).toMatchObject({ inbound_enabled: true });
});
