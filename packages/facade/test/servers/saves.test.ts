import { expect, test } from "vitest";
import { failureOf } from "./failures.js";
import { json } from "./gitlab.js";
import { projectOf, raw, type Sent, startServer } from "./server.js";

const path = "/projects/1/job_token_scope";

test("saving the value that was read first is a PATCH: somebody else may have changed it since", async () => {
  const server = await startServer();
  const scope = await server.connect().project(1).jobTokenScope.get();
  projectOf(server).enabled = true;
  scope.enabled = false;
  await scope.save();
  expect(server.journal).toEqual([`GET ${path}`, `PATCH ${path}`, `GET ${path}`]);
  expect(projectOf(server).enabled).toBe(false);
});

for (const method of ["save", "update"] as const) {
  test(`${method}() fails when somebody changes the setting between the PATCH and the GET`, async () => {
    const server = await startServer(({ method }, carryOut) => {
      if (method !== "PATCH") return undefined;
      const reply = carryOut();
      projectOf(server).enabled = false;
      return reply;
    });
    const { jobTokenScope } = server.connect().project("group/app");
    const scope = await jobTokenScope.get();
    scope.enabled = true;
    const error = await failureOf(() =>
      method === "save" ? scope.save() : jobTokenScope.update({ enabled: true }),
    );
    expect(error).toMatchObject({
      code: "setting_not_applied",
      requested: true,
      actual: false,
      project: "group/app",
      url: `${server.origin}/api/v4${path}`,
    });
    expect(scope.isDirty).toBe(true);
    server.misbehave = () => undefined;
    await scope.save();
    expect([projectOf(server).enabled, scope.isDirty]).toEqual([true, false]);
  });
}

test("after a save that failed half way, refresh() shows the value in force and drops the assignment", async () => {
  const server = await startServer(({ method }, carryOut) => {
    if (method !== "PATCH") return undefined;
    carryOut();
    server.misbehave = ({ method }) => (method === "GET" ? json(500, {}) : undefined);
    return "close";
  });
  const scope = await server
    .connect({ retry: { limit: 0 } })
    .project(1)
    .jobTokenScope.get();
  scope.enabled = true;
  expect(await failureOf(() => scope.save())).toMatchObject({ code: "setting_unconfirmed" });
  expect(await failureOf(() => scope.refresh())).toMatchObject({ code: "server_error" });
  expect([scope.enabled, scope.isDirty]).toEqual([true, true]);
  server.misbehave = () => undefined;
  await scope.refresh();
  expect([scope.enabled, scope.isDirty]).toEqual([true, false]);
  server.journal.length = 0;
  await scope.save();
  expect(server.journal).toEqual([]);
});

test("a 204 that changes nothing never resolves, however often it is saved", async () => {
  const server = await startServer(({ method }) => (method === "PATCH" ? { status: 204 } : undefined));
  projectOf(server).enabled = true;
  const scope = await server.connect().project(1).jobTokenScope.get();
  for (let count = 0; count < 3; count++) {
    scope.enabled = false;
    expect(await failureOf(() => scope.save())).toMatchObject({ code: "setting_not_applied", actual: true });
  }
  expect(server.sent("PATCH")).toHaveLength(3);
});

test("a read that reports the setting by anything but a boolean proves nothing", async () => {
  for (const value of [1, "true", null, {}, []]) {
    const server = await startServer(({ method }) =>
      method === "GET" ? json(200, { inbound_enabled: value }) : undefined,
    );
    const { jobTokenScope } = server.connect().project(1);
    expect(await failureOf(() => jobTokenScope.get())).toMatchObject({ code: "unexpected_response" });
    const error = await failureOf(() => jobTokenScope.update({ enabled: true }));
    expect(error).toMatchObject({ code: "setting_unconfirmed", cause: { code: "unexpected_response" } });
  }
});

test("a 204 with a body, and 200 and 204 by turns: save() resolves only when the setting is in force", async () => {
  let count = 0;
  const server = await startServer(({ method }, carryOut): Sent | undefined => {
    if (method !== "PATCH") return undefined;
    const replies: Sent[] = [
      raw("HTTP/1.1 204 No Content", "Content-Type: text/html", "", "<html>"),
      { status: 200, headers: { "content-type": "text/html" }, body: "<html>" },
      { status: 204 },
    ];
    if (count % 2 === 0) carryOut();
    return replies[count++ % 3];
  });
  const { jobTokenScope } = server.connect().project(1);
  for (let turn = 0; turn < 12; turn++) {
    const enabled = turn % 4 < 2;
    const isResolved = await jobTokenScope.update({ enabled }).then(
      (scope) => scope.enabled === enabled,
      () => false,
    );
    expect(isResolved).toBe(projectOf(server).enabled === enabled);
  }
});
