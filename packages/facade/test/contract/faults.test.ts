import type { RecordedRequest } from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";
import { errorOf, sent, start } from "../helpers.js";

const list = "/projects/1/job_token_scope/allowlist";
const scopePath = "/projects/1/job_token_scope";
const badGateway = { status: 502 };
const tooMany = { status: 429, headers: { "retry-after": "0" }, body: "Retry later" };
const never = { delayMs: 60_000 };

test.for([
  ["an empty 502", badGateway],
  ["a lost connection", { drop: "before" }],
  ["429", tooMany],
] as const)("a read is sent again after %s", async ([, fault]) => {
  const { server, gitlab } = await start();
  server.script("getJobTokenScope", [fault]);
  expect((await gitlab.project(1).jobTokenScope.get()).inboundEnabled).toBe(true);
});

test("a write that can be repeated is sent again, and an empty 502 is not taken for its success", async () => {
  const { server, gitlab } = await start();
  server.script("updateJobTokenScope", [badGateway]);
  await gitlab.project(1).jobTokenScope.update({ enabled: false });
  expect(sent(server)).toEqual([`PATCH ${scopePath}`, `PATCH ${scopePath}`, `GET ${scopePath}`]);
});

test("the last failure and the number of attempts are told", async () => {
  const { server, gitlab } = await start();
  server.script("getJobTokenScope", [badGateway], { repeat: true });
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get());
  expect(error).toMatchObject({ code: "server_error", status: 502, attempts: 3 });
});

test("nothing is sent again when the limit is 0", async () => {
  const { server, gitlab } = await start();
  server.script("getJobTokenScope", [badGateway]);
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get({ retry: { limit: 0 } }));
  expect(error).toMatchObject({ attempts: 1 });
});

test("a DELETE that was carried out before its answer was lost is done", async () => {
  const { server, gitlab } = await start();
  server.script("disallowProject", [{ drop: "after" }]);
  const { allowlist } = gitlab.project(1).jobTokenScope;
  const entry = await allowlist.create({ targetProjectId: 42 });
  await entry.delete();
  expect(sent(server)).toEqual([`POST ${list}`, `DELETE ${list}/42`, `DELETE ${list}/42`]);
});

test("a DELETE that heard 429 was not carried out: that there is no such entry is told", async () => {
  const { server, gitlab } = await start();
  server.script("disallowProject", [tooMany]);
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.allowlist.delete(42));
  expect(error).toMatchObject({ code: "not_allowed", attempts: 2 });
});

test.for([
  ["a lost connection", { drop: "after" }],
  ["an empty 502", { ...badGateway, applied: true }],
] as const)("a POST that was carried out before %s is settled by the list", async ([, fault]) => {
  const { server, gitlab } = await start();
  server.script("allowProject", [fault]);
  const entry = await gitlab.project(1).jobTokenScope.allowlist.create({ targetProjectId: 42 });
  expect(entry).toMatchObject({ id: 42, path: "group/tool" });
  expect(sent(server)).toEqual([`POST ${list}`, `GET ${list}?page=1&per_page=100`]);
});

test("a POST whose success cannot be read is settled by the list", async () => {
  const { server, gitlab } = await start();
  server.script("allowProject", [{ html: "<html>", status: 201, applied: true }]);
  const entry = await gitlab.project(1).jobTokenScope.allowlist.create({ targetProjectId: 42 });
  expect(entry).toMatchObject({ id: 42, path: "group/tool" });
});

test("a POST that was lost on the way is not sent again, and its failure is told", async () => {
  const { server, gitlab } = await start();
  server.script("allowProject", [{ drop: "before" }]);
  const error = await errorOf(() =>
    gitlab.project(1).jobTokenScope.allowlist.create({ targetProjectId: 42 }),
  );
  expect(error).toMatchObject({ code: "network", attempts: 1 });
  expect(error.message).toContain("read ECONNRESET");
  expect(sent(server)).toEqual([`POST ${list}`, `GET ${list}?page=1&per_page=100`]);
});

test.for([
  ["was carried out", { drop: "after" }, [1, 42]],
  ["was lost on the way", { drop: "before" }, [1]],
] as const)(
  "a POST that %s, with a list that cannot be read, is told as not known",
  async ([, fault, ids]) => {
    const { server, gitlab } = await start({}, { retry: { limit: 0 } });
    server.script("allowProject", [fault]);
    server.script("listAllowedProjects", [badGateway]);
    const { allowlist } = gitlab.project(1).jobTokenScope;
    const error = await errorOf(() => allowlist.create({ targetProjectId: 42 }));
    expect(error).toMatchObject({
      name: "EntryUnconfirmedError",
      code: "entry_unconfirmed",
      id: 42,
      cause: { code: "network" },
    });
    expect(error.message).toContain("read ECONNRESET");
    expect(error.message).toContain("502");
    expect((await allowlist.list()).map(({ id }) => id)).toEqual(ids);
  },
);

test("an abort while the list is read is told as just that", async () => {
  const controller = new AbortController();
  const onRequest = ({ operation }: RecordedRequest) => {
    if (operation === "listAllowedProjects") controller.abort();
  };
  const { server, gitlab } = await start({ onRequest });
  server.script("allowProject", [{ drop: "after" }]);
  const { signal } = controller;
  const error = await errorOf(() =>
    gitlab.project(1).jobTokenScope.allowlist.create({ targetProjectId: 42 }, { signal }),
  );
  expect(error).toMatchObject({ code: "aborted" });
});

test("a POST is sent again after 429: GitLab did not carry it out", async () => {
  const { server, gitlab } = await start();
  server.script("allowProject", [tooMany]);
  await gitlab.project(1).jobTokenScope.allowlist.create({ targetProjectId: 42 });
  expect(sent(server)).toEqual([`POST ${list}`, `POST ${list}`]);
});

test("a connection that a fetch of another make loses is tried again too", async () => {
  let isFirst = true;
  const losesTheFirst = async (request: Request) => {
    if (!isFirst) return fetch(request);
    isFirst = false;
    throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
  };
  const { gitlab } = await start({}, { fetch: losesTheFirst });
  expect((await gitlab.project(1).jobTokenScope.get()).inboundEnabled).toBe(true);
});

test("an attempt that takes too long is made again", async () => {
  const { server, gitlab } = await start();
  server.script("getJobTokenScope", [never]);
  expect((await gitlab.project(1).jobTokenScope.get({ timeoutMs: 500 })).inboundEnabled).toBe(true);
});

test("a wait that is longer than the time there is says what the last answer was", async () => {
  const { server, gitlab } = await start();
  server.script("getJobTokenScope", [{ status: 429, headers: { "retry-after": "60" } }]);
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get({ totalTimeoutMs: 200 }));
  expect(error).toMatchObject({ code: "timeout", attempts: 1 });
  expect(error.message).toContain("the last answer was 429");
});

test("a call that takes too long ends", async () => {
  const { server, gitlab } = await start({}, { retry: { limit: 0 } });
  server.script("getJobTokenScope", [never]);
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get({ timeoutMs: 20 }));
  expect(error).toMatchObject({ name: "ConnectionError", code: "timeout" });
});

test("a body that does not end counts as taking too long", async () => {
  const endless = () =>
    new Response(new ReadableStream({}), { headers: { "content-type": "application/json" } });
  const { gitlab } = await start({}, { fetch: async () => endless(), retry: { limit: 0 } });
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get({ timeoutMs: 20 }));
  expect(error).toMatchObject({ code: "timeout" });
});

test("a signal ends a call, also while it waits to try again", async () => {
  const controller = new AbortController();
  const onRequest = () => void setTimeout(() => controller.abort(new Error("enough")), 20);
  const { server, gitlab } = await start({ onRequest });
  server.script("getJobTokenScope", [{ status: 429, headers: { "retry-after": "60" } }]);
  const error = await errorOf(() => gitlab.project(1).jobTokenScope.get({ signal: controller.signal }));
  expect(error).toMatchObject({ code: "aborted", attempts: 1, cause: controller.signal.reason });
});

test("a client's signal and a call's both end it", async () => {
  const ofClient = new AbortController();
  const { server, gitlab } = await start({}, { signal: ofClient.signal });
  server.script("getJobTokenScope", [never]);
  const call = errorOf(() => gitlab.project(1).jobTokenScope.get({ signal: new AbortController().signal }));
  ofClient.abort();
  expect(await call).toMatchObject({ code: "aborted" });
});
