import { expect, test } from "vitest";
import { failureOf } from "./failures.js";
import { pageOf } from "./gitlab.js";
import { projectOf, startServer, type TestServer } from "./server.js";

/** A server with 101 groups on two pages, 11 to 111, on which something happens before a page is read. */
async function startMoving(beforePage: (page: string, groups: Set<number>) => void): Promise<TestServer> {
  const server = await startServer(({ method, query }) => {
    if (method !== "GET") return undefined;
    const { groups } = projectOf(server);
    beforePage(query.get("page") ?? "", groups);
    return pageOf([...groups], query);
  });
  for (let id = 11; id <= 111; id++) projectOf(server).groups.add(id);
  return server;
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}

test("list() has a row that moved to a page that was read before", async () => {
  const remove = once(() => projectOf(server).groups.delete(11));
  const server = await startMoving((page) => page === "2" && remove());
  const entries = await server.connect().project(1).jobTokenScope.groupsAllowlist.list();
  const ids = entries.map(({ id }) => Number(id));
  for (const id of projectOf(server).groups) expect(ids).toContain(id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("list() has each row once when a row moves to a later page", async () => {
  const add = once(() => projectOf(server).groups.add(1));
  const server = await startMoving((page) => page === "2" && add());
  const entries = await server.connect().project(1).jobTokenScope.groupsAllowlist.list();
  expect(entries.map(({ id }) => Number(id))).toEqual([...projectOf(server).groups].sort((a, b) => a - b));
});

test("a lost DELETE that was not carried out is not taken for done because its row moves", async () => {
  // Row 111 is the only one on page 2, and moves to page 1.
  const remove = once(() => projectOf(server).groups.delete(11));
  const server = await startMoving((page) => page === "2" && remove());
  const inner = server.misbehave;
  server.misbehave = (request, carryOut) =>
    request.method === "DELETE" ? { status: 502 } : inner(request, carryOut);
  const { groupsAllowlist } = server.connect().project(1).jobTokenScope;
  expect(await failureOf(() => groupsAllowlist.ensureAbsent(111))).toMatchObject({ code: "server_error" });
  expect(projectOf(server).groups.has(111)).toBe(true);
});

test("a lost POST that was carried out is found although its row moves", async () => {
  const remove = once(() => projectOf(server).groups.delete(11));
  const server = await startMoving((page) => page === "2" && remove());
  const inner = server.misbehave;
  server.misbehave = (request, carryOut) => {
    if (request.method !== "POST") return inner(request, carryOut);
    carryOut();
    return "close";
  };
  const { groupsAllowlist } = server.connect().project(1).jobTokenScope;
  expect(await groupsAllowlist.ensurePresent(200)).toBe(true);
  expect(projectOf(server).groups.has(200)).toBe(true);
});

test("a list that changes at every page fails, and confirms nothing", async () => {
  let next = 1_000;
  const server = await startMoving((_page, groups) => groups.add(next++));
  const { groupsAllowlist } = server.connect().project(1).jobTokenScope;
  expect(await failureOf(() => groupsAllowlist.list())).toMatchObject({
    code: "unexpected_response",
    project: 1,
  });
  const inner = server.misbehave;
  server.misbehave = (request, carryOut) =>
    request.method === "DELETE" ? "close" : inner(request, carryOut);
  expect(await failureOf(() => groupsAllowlist.ensureAbsent(999))).toMatchObject({
    code: "entry_unconfirmed",
  });
});

test("without X-Total, a lost DELETE that was not carried out is not taken for done because its row moves", async () => {
  const remove = once(() => projectOf(server).groups.delete(11));
  const server = await startMoving((page) => page === "2" && remove());
  const inner = server.misbehave;
  server.misbehave = async (request, carryOut) => {
    if (request.method === "DELETE") return { status: 502 };
    const sent = await inner(request, carryOut);
    if (typeof sent !== "object") return sent;
    const { "x-total": _total, ...headers } = sent.headers ?? {};
    return { ...sent, headers };
  };
  const { groupsAllowlist } = server.connect().project(1).jobTokenScope;
  const error = await failureOf(() => groupsAllowlist.ensureAbsent(111));
  expect(["server_error", "entry_unconfirmed"]).toContain(error.code);
});

test("ensureAbsent() of an entry that is there resolves when it is gone, whatever moves meanwhile", async () => {
  const server = await startMoving(() => {});
  const inner = server.misbehave;
  server.misbehave = (request, carryOut) => {
    if (request.method !== "DELETE") return inner(request, carryOut);
    projectOf(server).groups.add(5).delete(20);
    carryOut();
    return "close";
  };
  const { groupsAllowlist } = server.connect({ retry: { limit: 0 } }).project(1).jobTokenScope;
  expect(await groupsAllowlist.ensureAbsent(111)).toBe(true);
  expect(projectOf(server).groups.has(111)).toBe(false);
});
