// @module-tag slow
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type StartedCommand, startCommand } from "../../recipes/command.ts";
import { run } from "../run.ts";

const command = fileURLToPath(new URL("../../node_modules/.bin/gitbeaker", import.meta.url));
const scopes = "project-job-token-scopes";
let fixture: StartedCommand;

beforeAll(async () => {
  fixture = await startCommand("--strict");
});
afterAll(async () => {
  expect(await fixture.stop()).toBe(0);
});

beforeEach(async () => {
  await fetch(`${fixture.url}/-/fixture/reset`, { method: "POST" });
});

/** Runs gitbeaker's command. Returns what it prints: JSON, or an error and its stack. */
async function gitbeaker(...args: string[]): Promise<{ code: number; value?: unknown; error?: string }> {
  const { url, token } = fixture;
  const { code, out, err } = await run(command, [...args, "--gb-host", url, "--gb-token", token]);
  return code === 0
    ? { code, value: JSON.parse(out) }
    : { code, error: /^GitbeakerRequestError: .*$/m.exec(out + err)?.[0] ?? out + err };
}

async function readNotes(): Promise<string[]> {
  const notes = await (await fetch(`${fixture.url}/-/fixture/notes`)).json();
  // The type that the control routes' document declares.
  return (notes as { method: string; location: string }[]).map(
    ({ method, location }) => `${method} ${location}`,
  );
}

test("reads the user, the version, and a project and a group by path", async () => {
  expect(await gitbeaker("users", "show-current-user")).toMatchObject({ value: { username: "user1" } });
  expect(await gitbeaker("metadata", "show")).toMatchObject({ value: { version: "19.1.0" } });
  expect(await gitbeaker("projects", "show", "--project-id", "group/app")).toMatchObject({
    value: { id: 1, archived: false, namespace: { full_path: "group" } },
  });
  expect(await gitbeaker("groups", "show", "--group-id", "partner")).toMatchObject({ value: { id: 8 } });
  expect(new Set(await readNotes())).toEqual(new Set(["GET path"]));
});

test("manages the job token scope; its values are strings, which GitLab accepts", async () => {
  const project = ["--project-id", "1"];
  await gitbeaker(scopes, "edit", ...project, "--enabled", "false");
  expect(await gitbeaker(scopes, "show", ...project)).toMatchObject({ value: { inbound_enabled: false } });
  await gitbeaker(scopes, "add-to-inbound-allow-list", ...project, "--target-project-id", "42");
  await gitbeaker(scopes, "add-to-groups-allow-list", ...project, "--target-group-id", "7");
  expect(await gitbeaker(scopes, "show-inbound-allow-list", ...project)).toMatchObject({
    value: [{ id: 1 }, { id: 42 }],
  });
  expect(await gitbeaker(scopes, "show-groups-allow-list", ...project)).toMatchObject({ value: [{ id: 7 }] });
  await gitbeaker(scopes, "remove-from-inbound-allow-list", ...project, "--target-project-id", "42");
  await gitbeaker(scopes, "remove-from-groups-allow-list", ...project, "--target-group-id", "7");
  expect(await gitbeaker(scopes, "show-groups-allow-list", ...project)).toMatchObject({ value: [] });

  expect(new Set(await readNotes())).toEqual(
    new Set([
      "PATCH body.enabled",
      "POST body.target_project_id",
      "POST body.target_group_id",
      "DELETE body",
    ]),
  );
});

test("exits with 1, and prints GitLab's message", async () => {
  const add = ["add-to-inbound-allow-list", "--project-id", "1", "--target-project-id"];
  await gitbeaker(scopes, ...add, "42");
  expect(await gitbeaker(scopes, ...add, "42")).toEqual({
    code: 1,
    error: "GitbeakerRequestError: 400 Bad request - This project is already in the job token allowlist.",
  });
  expect(await gitbeaker(scopes, ...add, "9999")).toMatchObject({
    error: "GitbeakerRequestError: 404 target_project_id not found Not Found",
  });
});
