import { expect, test } from "vitest";
import { failureOf } from "./failures.js";
import { projectOf, socketsClosed, startServer } from "./server.js";
import { deferred, settle } from "./timing.js";

test("a call whose look-up is shared and that is aborted does not end the others", async () => {
  const held = deferred();
  const server = await startServer(async ({ path }) => {
    if (path.endsWith("group%2Fapp")) await held.promise;
    return undefined;
  });
  const gitlab = server.connect();
  const controller = new AbortController();
  const { signal } = controller;
  const aborted = failureOf(() => gitlab.project("group/app").jobTokenScope.get({ signal }));
  const update = gitlab.project("Group/App").jobTokenScope.update({ enabled: true });
  while (server.journal.length === 0) await settle();
  controller.abort();
  expect(await aborted).toMatchObject({ code: "aborted", project: "group/app" });
  held.resolve();
  await update;
  expect(projectOf(server).enabled).toBe(true);
  expect(server.journal.filter((line) => line.includes("app"))).toHaveLength(1);
});

test("a look-up that every call has left is stopped, and the next call starts another", async () => {
  const server = await startServer(() => "silence");
  const gitlab = server.connect();
  const controllers = [new AbortController(), new AbortController()];
  const failures = controllers.map(({ signal }) =>
    failureOf(() => gitlab.project("group/app").id({ signal })),
  );
  while (server.sockets.size === 0 || server.journal.length === 0) await settle();
  const closed = socketsClosed(server);
  for (const controller of controllers) controller.abort();
  await Promise.all(failures);
  await closed;
  server.misbehave = () => undefined;
  expect(await gitlab.project("group/app").id()).toBe(1);
});

test("a failed look-up fails each call that shares it, under the name that its caller used", async () => {
  const server = await startServer(() => ({ status: 502 }));
  const gitlab = server.connect();
  const names = ["group/app", "Group/App", "GROUP/APP"];
  const errors = await Promise.all(
    names.map((name) => failureOf(() => gitlab.project(name).jobTokenScope.get())),
  );
  expect(errors.map(({ project }) => project)).toEqual(names);
  expect(server.journal).toHaveLength(3);
});

test("forget() also holds for a look-up that is under way: its ID may be the old one", async () => {
  const held = deferred();
  const server = await startServer(async ({ path }, carryOut) => {
    if (!path.endsWith("group%2Fapp")) return undefined;
    const reply = carryOut();
    if (server.journal.length === 1) await held.promise;
    return reply;
  });
  const gitlab = server.connect();
  const before = gitlab.project("group/app").id();
  while (server.journal.length === 0) await settle();
  projectOf(server, 1).path = "group/renamed";
  projectOf(server, 2).path = "group/app";
  gitlab.forget("group/app");
  const during = gitlab.project("group/app").id();
  for (let turn = 0; turn < 5; turn++) await settle();
  held.resolve();
  expect(await before).toBe(1);
  expect(await during).toBe(2);
  expect(await gitlab.project("group/app").id()).toBe(2);
});
