import { SettingNotAppliedError, SettingUnconfirmedError } from "@gitlab-job-token-scope/facade";
import { describe, expect, test } from "vitest";
import { errorOf, sent, start } from "../helpers.js";

const scopePath = "/projects/1/job_token_scope";

test("enabled and inboundEnabled are one setting", async () => {
  const { gitlab } = await start();
  const scope = await gitlab.project(1).jobTokenScope.get();
  scope.enabled = false;
  expect([scope.enabled, scope.inboundEnabled, scope.isDirty]).toEqual([false, false, true]);
  scope.inboundEnabled = true;
  expect([scope.enabled, scope.inboundEnabled, scope.isDirty]).toEqual([true, true, false]);
});

test("save() writes, reads again, and leaves the same object fresh", async () => {
  const { server, gitlab } = await start();
  const scope = await gitlab.project(1).jobTokenScope.get();
  scope.enabled = false;
  await scope.save();
  expect([scope.inboundEnabled, scope.isDirty]).toEqual([false, false]);
  expect(sent(server)).toEqual([`GET ${scopePath}`, `PATCH ${scopePath}`, `GET ${scopePath}`]);
  expect((await gitlab.project(1).jobTokenScope.get()).inboundEnabled).toBe(false);
});

test("save() sends nothing when nothing was changed", async () => {
  const { server, gitlab } = await start();
  const scope = await gitlab.project(1).jobTokenScope.get();
  scope.enabled = true;
  await scope.save();
  expect(sent(server)).toEqual([`GET ${scopePath}`]);
});

test("refresh() shows what somebody else wrote, and drops what was not saved", async () => {
  const { gitlab } = await start();
  const { jobTokenScope } = gitlab.project(1);
  const scope = await jobTokenScope.get();
  await jobTokenScope.update({ inboundEnabled: false });
  expect(scope.inboundEnabled).toBe(true);
  await scope.refresh();
  expect(scope.inboundEnabled).toBe(false);
  scope.enabled = true;
  await scope.refresh();
  expect([scope.inboundEnabled, scope.isDirty]).toEqual([false, false]);
});

test("a change that is made while a save runs is kept, and still to be saved", async () => {
  const { gitlab } = await start();
  const scope = await gitlab.project(1).jobTokenScope.get();
  scope.enabled = false;
  const saving = scope.save();
  scope.enabled = true;
  await saving;
  expect([scope.enabled, scope.isDirty]).toEqual([true, true]);
  await scope.save();
  expect((await gitlab.project(1).jobTokenScope.get()).inboundEnabled).toBe(true);
});

test("what is begun at once is done in turn, and the last one holds", async () => {
  const { server, gitlab } = await start();
  const scope = await gitlab.project(1).jobTokenScope.get();
  scope.enabled = false;
  const calls = [scope.save(), scope.refresh()];
  scope.enabled = true;
  await Promise.all([...calls, scope.save(), scope.refresh()]);
  expect([scope.enabled, scope.isDirty]).toEqual([true, false]);
  expect(sent(server).map((request) => request.split(" ")[0])).toEqual([
    "GET",
    "PATCH",
    "GET",
    "GET",
    "PATCH",
    "GET",
    "GET",
  ]);
});

test("refuses what is no setting before anything is sent", async () => {
  const { server, gitlab } = await start();
  const { jobTokenScope } = gitlab.project(1);
  const scope = await jobTokenScope.get();
  for (const call of [
    // @ts-expect-error -- no boolean
    () => jobTokenScope.update({ enabled: "false" }),
    // @ts-expect-error -- GitLab's name on read
    () => jobTokenScope.update({ inbound_enabled: false }),
    // @ts-expect-error -- nothing to write
    () => jobTokenScope.update({}),
    // @ts-expect-error -- nothing at all
    () => jobTokenScope.update(null),
    // @ts-expect-error -- two settings at once
    () => jobTokenScope.update({ enabled: true, inboundEnabled: false }),
    // @ts-expect-error -- no boolean
    () => Object.assign(scope, { enabled: "false" satisfies boolean }),
  ]) {
    expect(await errorOf(call)).toMatchObject({ code: "invalid_request" });
  }
  expect(scope.inboundEnabled).toBe(true);
  expect(sent(server)).toEqual([`GET ${scopePath}`]);
});

describe("an instance that enforces the scope", () => {
  const seed = { instance: { enforced: true }, projects: [{ id: 1, path: "group/app" }] };

  test("18.0 answers 204 and changes nothing: told apart from success", async () => {
    const { gitlab } = await start({ seed, gitlab: "18.0" });
    const scope = await gitlab.project(1).jobTokenScope.get();
    scope.enabled = false;
    const error = await errorOf(() => scope.save());
    expect(error).toBeInstanceOf(SettingNotAppliedError);
    expect(error).toMatchObject({ code: "enforced_by_instance", asked: false, actual: true });
    expect([scope.inboundEnabled, scope.isDirty]).toEqual([true, false]);
  });

  test.for(["18.8", "19.1"] as const)("%s refuses", async (version) => {
    const { gitlab } = await start({ seed, gitlab: version });
    const error = await errorOf(() => gitlab.project(1).jobTokenScope.update({ enabled: false }));
    expect(error).toMatchObject({ code: "enforced_by_instance", status: 400 });
  });
});

test("a setting that somebody changed in between is told", async () => {
  const { server, gitlab } = await start();
  server.script("updateJobTokenScope", [{ meanwhile: { project: 1, inboundEnabled: false } }]);
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.update({ enabled: true }));
  expect(error).toMatchObject({ code: "setting_not_applied", asked: true, actual: false });
});

test("a write that worked and a read that failed is told as just that", async () => {
  const { server, gitlab } = await start({}, { retry: { limit: 0 } });
  server.script("getJobTokenScope", ["pass", { status: 502 }]);
  const scope = await gitlab.project(1).jobTokenScope.get();
  scope.enabled = false;
  const error = await errorOf(() => scope.save());
  expect(error).toBeInstanceOf(SettingUnconfirmedError);
  expect(error).toMatchObject({ code: "setting_unconfirmed", asked: false, cause: { code: "server_error" } });
  expect(scope.isDirty).toBe(true);
  expect(sent(server).slice(1)).toEqual([`PATCH ${scopePath}`, `GET ${scopePath}`]);
  await scope.save();
  expect([scope.inboundEnabled, scope.isDirty]).toEqual([false, false]);
});

test("a moved project is read by its old path, and a write by it is refused", async () => {
  const seed = {
    projects: [
      { id: 1, path: "group/app", formerPaths: ["old/app"] },
      { id: 42, path: "group/tool" },
    ],
  };
  const { gitlab } = await start({ seed });
  const { jobTokenScope } = gitlab.project("old/app");
  expect((await jobTokenScope.get()).inboundEnabled).toBe(true);
  expect(await errorOf(() => jobTokenScope.update({ enabled: false }))).toMatchObject({
    code: "project_moved",
  });
  expect((await jobTokenScope.allowlist.create({ targetProjectId: 42 })).getId()).toBe(42);
});
