import { SettingNotAppliedError, SettingUnconfirmedError } from "@gitlab-job-token-scope/facade";
import { describe, expect, test } from "vitest";
import { connectTo, errorOf, methodsOf, sent, start } from "../helpers.js";

const scopePath = "/projects/1/job_token_scope";
const enforced = { instance: { enforced: true }, projects: [{ id: 1, path: "group/app" }] };

test("enabled and inboundEnabled are one setting", async () => {
  const { gitlab } = await start();
  const scope = await gitlab.project(1).jobTokenScope.get();
  expect([scope.enabled, scope.inboundEnabled, scope.isDirty]).toEqual([true, true, false]);
  scope.enabled = false;
  expect([scope.enabled, scope.inboundEnabled, scope.isDirty]).toEqual([false, false, true]);
  scope.inboundEnabled = true;
  expect([scope.enabled, scope.inboundEnabled, scope.isDirty]).toEqual([true, true, true]);
});

test("update() ignores a name whose value is undefined", async () => {
  const { gitlab } = await start();
  const { jobTokenScope } = gitlab.project(1);
  // What a caller without exactOptionalPropertyTypes may pass.
  const update = { enabled: undefined, inboundEnabled: false } as unknown as { inboundEnabled: boolean };
  expect((await jobTokenScope.update(update)).enabled).toBe(false);
});

test("outboundEnabled is what GitLab reports, and false when it reports nothing", async () => {
  for (const [outbound_enabled, expected] of [
    [true, true],
    [false, false],
    [undefined, false],
  ]) {
    const gitlab = connectTo(() => Response.json({ inbound_enabled: true, outbound_enabled }));
    expect((await gitlab.project(1).jobTokenScope.get()).outboundEnabled).toBe(expected);
  }
});

test("JSON.stringify() shows the assigned setting", async () => {
  const { gitlab } = await start();
  const scope = await gitlab.project(1).jobTokenScope.get();
  scope.enabled = false;
  expect(JSON.parse(JSON.stringify(scope))).toEqual({ inboundEnabled: false, outboundEnabled: false });
});

test("save() writes the setting, reads it back, and is no longer dirty", async () => {
  const { server, gitlab } = await start();
  const scope = await gitlab.project(1).jobTokenScope.get();
  scope.enabled = false;
  await scope.save();
  expect([scope.inboundEnabled, scope.isDirty]).toEqual([false, false]);
  expect(sent(server)).toEqual([`GET ${scopePath}`, `PATCH ${scopePath}`, `GET ${scopePath}`]);
  expect((await gitlab.project(1).jobTokenScope.get()).inboundEnabled).toBe(false);
});

test("save() sends nothing without an assignment, and nothing again after a save", async () => {
  const { server, gitlab } = await start();
  const scope = await gitlab.project("group/app").jobTokenScope.get();
  server.reset();
  await scope.save();
  expect(sent(server)).toEqual([]);
  scope.enabled = false;
  await scope.save();
  server.reset();
  await scope.save();
  expect(sent(server)).toEqual([]);
});

test("save() without an assignment refuses wrong options and ends with its signal all the same", async () => {
  const { server, gitlab } = await start();
  const scope = await gitlab.project(1).jobTokenScope.get();
  // @ts-expect-error -- misspelt
  expect(await errorOf(() => scope.save({ timeout: 5 }))).toMatchObject({ code: "invalid_request" });
  const signal = AbortSignal.abort();
  expect(await errorOf(() => scope.save({ signal }))).toMatchObject({ code: "aborted" });
  expect(methodsOf(server)).toEqual(["GET"]);
});

test("an assigned value is always written, also the one that was read", async () => {
  const { server, gitlab } = await start();
  const scope = await gitlab.project(1).jobTokenScope.get();
  scope.enabled = scope.inboundEnabled;
  expect(scope.isDirty).toBe(true);
  await scope.save();
  expect(methodsOf(server)).toEqual(["GET", "PATCH", "GET"]);
  expect(server.requests()[1]?.body).toEqual({ enabled: true });
  expect(scope.isDirty).toBe(false);
});

test("an assigned value is in force after save(), although somebody else changed it since it was read", async () => {
  const { server, gitlab } = await start();
  const { jobTokenScope } = gitlab.project(1);
  const scope = await jobTokenScope.get();
  await jobTokenScope.update({ enabled: false });
  scope.enabled = true;
  await scope.save();
  expect(scope.inboundEnabled).toBe(true);
  expect(server.state().projects?.[0]?.inboundEnabled).toBe(true);
});

test("refresh() reads what somebody else wrote, and drops an assignment", async () => {
  const { server, gitlab } = await start();
  const { jobTokenScope } = gitlab.project(1);
  const scope = await jobTokenScope.get();
  await jobTokenScope.update({ inboundEnabled: false });
  expect(scope.inboundEnabled).toBe(true);
  await scope.refresh();
  expect(scope.inboundEnabled).toBe(false);
  scope.enabled = true;
  await scope.refresh();
  expect([scope.inboundEnabled, scope.isDirty]).toEqual([false, false]);
  server.reset();
  await scope.save();
  expect(sent(server)).toEqual([]);
});

test("a value that is not a boolean is refused before anything is sent", async () => {
  const { server, gitlab } = await start();
  const { jobTokenScope } = gitlab.project(1);
  const scope = await jobTokenScope.get();
  for (const call of [
    // @ts-expect-error -- not a boolean
    () => jobTokenScope.update({ enabled: "false" }),
    // @ts-expect-error -- GitLab's name on read
    () => jobTokenScope.update({ inbound_enabled: false }),
    // @ts-expect-error -- no setting
    () => jobTokenScope.update({}),
    // @ts-expect-error -- no object
    () => jobTokenScope.update(null),
    // @ts-expect-error -- an unknown setting
    () => jobTokenScope.update({ enabled: true, outboundEnabled: true }),
    // @ts-expect-error -- two settings
    () => jobTokenScope.update({ enabled: true, inboundEnabled: false }),
    // @ts-expect-error -- not a boolean
    () => Object.assign(scope, { enabled: "false" satisfies boolean }),
    // @ts-expect-error -- not a boolean
    () => Object.assign(scope, { inboundEnabled: null satisfies boolean }),
  ]) {
    expect(await errorOf(call)).toMatchObject({ name: "InvalidRequestError", code: "invalid_request" });
  }
  expect([scope.inboundEnabled, scope.isDirty]).toEqual([true, false]);
  expect(sent(server)).toEqual([`GET ${scopePath}`]);
});

test("update() refuses a wrong setting before it looks the project up", async () => {
  const { server, gitlab } = await start();
  const { jobTokenScope } = gitlab.project("group/app");
  // @ts-expect-error -- not a boolean
  expect(await errorOf(() => jobTokenScope.update({ enabled: "no" }))).toMatchObject({ url: undefined });
  expect(sent(server)).toEqual([]);
});

describe("after a save() that failed the object is dirty, with the assigned value", () => {
  test("when GitLab 18.0 responds with 204 and changes nothing", async () => {
    const { server, gitlab } = await start({ seed: enforced, gitlab: "18.0" });
    const scope = await gitlab.project(1).jobTokenScope.get();
    scope.enabled = false;
    for (let count = 0; count < 2; count++) {
      const error = await errorOf(() => scope.save());
      expect(error).toBeInstanceOf(SettingNotAppliedError);
      expect(error).toMatchObject({ code: "setting_not_applied", requested: false, actual: true });
      expect(error.message).toContain("The instance may enforce the job token scope (GitLab 18.0 to 18.7 ");
      expect([scope.inboundEnabled, scope.isDirty]).toEqual([false, true]);
    }
    // Saving again wrote again.
    expect(methodsOf(server)).toEqual(["GET", "PATCH", "GET", "PATCH", "GET"]);
    await scope.refresh();
    expect([scope.inboundEnabled, scope.isDirty]).toEqual([true, false]);
  });

  test.for(["18.8", "19.1"] as const)("when GitLab %s refuses it", async (version) => {
    const { gitlab } = await start({ seed: enforced, gitlab: version });
    const scope = await gitlab.project(1).jobTokenScope.get();
    scope.enabled = false;
    const error = await errorOf(() => scope.save());
    expect(error).toMatchObject({ name: "ResponseError", code: "enforced_by_instance", status: 400 });
    expect([scope.inboundEnabled, scope.isDirty]).toEqual([false, true]);
    await scope.refresh();
    expect([scope.inboundEnabled, scope.isDirty]).toEqual([true, false]);
  });

  test("when it could not be read back", async () => {
    const { server, gitlab } = await start({}, { retry: { limit: 0 } });
    server.script("getJobTokenScope", ["pass", { status: 502 }]);
    const scope = await gitlab.project(1).jobTokenScope.get();
    scope.enabled = false;
    const error = await errorOf(() => scope.save());
    expect(error).toBeInstanceOf(SettingUnconfirmedError);
    expect(error).toMatchObject({
      code: "setting_unconfirmed",
      requested: false,
      cause: { code: "server_error", method: "GET" },
    });
    expect([scope.inboundEnabled, scope.isDirty]).toEqual([false, true]);
    expect(sent(server).slice(1)).toEqual([`PATCH ${scopePath}`, `GET ${scopePath}`]);
    await scope.save();
    expect([scope.inboundEnabled, scope.isDirty]).toEqual([false, false]);
    expect(methodsOf(server)).toEqual(["GET", "PATCH", "GET", "PATCH", "GET"]);
  });

  test("when its request was lost, and the next save() writes it", async () => {
    const { server, gitlab } = await start({}, { retry: { limit: 0 } });
    const scope = await gitlab.project(1).jobTokenScope.get();
    server.script("updateJobTokenScope", [{ drop: "before" }]);
    scope.enabled = false;
    expect(await errorOf(() => scope.save())).toMatchObject({ code: "network", method: "PATCH" });
    expect([scope.inboundEnabled, scope.isDirty]).toEqual([false, true]);
    expect(server.state().projects?.[0]?.inboundEnabled).toBe(true);
    await scope.save();
    expect(server.state().projects?.[0]?.inboundEnabled).toBe(false);
  });

  test("and a refresh() that failed drops nothing", async () => {
    const { server, gitlab } = await start({}, { retry: { limit: 0 } });
    const scope = await gitlab.project(1).jobTokenScope.get();
    scope.enabled = false;
    server.script("getJobTokenScope", [{ status: 502 }]);
    expect(await errorOf(() => scope.refresh())).toMatchObject({ code: "server_error" });
    expect([scope.inboundEnabled, scope.isDirty]).toEqual([false, true]);
  });
});

test.for([true, false])(
  "update() of %s fails with setting_not_applied when somebody else changes it in between",
  async (requested) => {
    const { server, gitlab } = await start();
    server.script("updateJobTokenScope", [{ meanwhile: { project: 1, inboundEnabled: !requested } }]);
    const error = await errorOf(() => gitlab.project(1).jobTokenScope.update({ enabled: requested }));
    expect(error).toBeInstanceOf(SettingNotAppliedError);
    expect(error).toMatchObject({ code: "setting_not_applied", requested, actual: !requested });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ requested, actual: !requested, project: 1 });
    expect(error.message).toContain(
      `GitLab accepted enabled: ${requested} and then reported inbound_enabled: ${!requested}.`,
    );
  },
);
