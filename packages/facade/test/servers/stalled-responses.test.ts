import type { Socket } from "node:net";
import { expect, test } from "vitest";
import { failureOf } from "./failures.js";
import { type Sent, socketsClosed, startServer } from "./server.js";
import { deferred, manualTimers, settle } from "./timing.js";

const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

/** Writes a byte at each turn of the event loop, until the socket is closed. */
function drip(socket: Socket, byte: string): void {
  if (socket.destroyed) return;
  socket.write(byte);
  setImmediate(drip, socket, byte);
}

/** How a response does not end. */
const stalls: [name: string, sent: Sent][] = [
  ["nothing", "silence"],
  ["half a status line", (socket) => void socket.write("HTTP/1.1 20")],
  ["half of the headers", (socket) => void socket.write(head)],
  ["the headers, and then nothing", (socket) => void socket.write(`${head}Content-Length: 50\r\n\r\n`)],
  ["half of the body", (socket) => void socket.write(`${head}Content-Length: 50\r\n\r\n{"inbound`)],
  [
    "half of a chunk",
    (socket) => void socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n50\r\n{"inbound`),
  ],
  ["102 Processing, and then nothing", (socket) => void socket.write("HTTP/1.1 102 Processing\r\n\r\n")],
  [
    "a body without an end, byte by byte",
    (socket) => {
      socket.write(`${head}\r\n`);
      drip(socket, " ");
    },
  ],
  [
    "an error without an end, byte by byte",
    (socket) => {
      socket.write("HTTP/1.1 500 Internal Server Error\r\n\r\n");
      drip(socket, "x");
    },
  ],
];

for (const [name, sent] of stalls) {
  test(`a server that sends ${name}: the call times out, and its socket is closed`, async () => {
    const timers = manualTimers();
    const arrived = deferred();
    const server = await startServer(() => {
      arrived.resolve();
      return sent;
    });
    const failure = failureOf(() =>
      server
        .connect({ retry: { limit: 0 } })
        .project(1)
        .jobTokenScope.get({ timeoutMs: 5_000 }),
    );
    await arrived.promise;
    for (let turn = 0; turn < 5; turn++) await settle();
    const closed = socketsClosed(server);
    timers.advance(5_000);
    expect(await failure).toMatchObject({ code: "timeout", attempts: 1, project: 1, method: "GET" });
    expect(await closed).toBe(1);
    expect(server.journal).toHaveLength(1);
  });

  test(`a server that sends ${name}: an abort ends the call, and its socket is closed`, async () => {
    const arrived = deferred();
    const server = await startServer(() => {
      arrived.resolve();
      return sent;
    });
    const controller = new AbortController();
    const failure = failureOf(() =>
      server
        .connect()
        .project("group/app")
        .jobTokenScope.update({ enabled: true }, { signal: controller.signal }),
    );
    await arrived.promise;
    for (let turn = 0; turn < 5; turn++) await settle();
    const closed = socketsClosed(server);
    controller.abort();
    expect(await failure).toMatchObject({ code: "aborted", project: "group/app" });
    await closed;
  });
}

test("totalTimeoutMs covers the look-ups, the POST and the reading of the list together", async () => {
  const timers = manualTimers();
  const server = await startServer(({ method, path }, carryOut) => {
    timers.advance(1_000);
    if (path.endsWith("/allowlist") && method === "GET") return "silence";
    if (method !== "POST") return undefined;
    carryOut();
    return "close";
  });
  const { allowlist } = server.connect().project("group/app").jobTokenScope;
  const failure = failureOf(() => allowlist.create("group/p2", { totalTimeoutMs: 4_500 }));
  while (server.journal.length < 4) await settle();
  timers.advance(500);
  const error = await failure;
  expect(["timeout", "entry_unconfirmed"]).toContain(error.code);
  expect(error).toMatchObject({ project: "group/app", target: "group/p2" });
  expect(server.journal).toHaveLength(4);
});

test("totalTimeoutMs covers the attempts and the waits between them", async () => {
  const timers = manualTimers();
  const server = await startServer(() => ({ status: 503, headers: { "retry-after": "30" } }));
  let responses = 0;
  const gitlab = server.connect({ hooks: { onResponse: () => void responses++ } });
  const failure = failureOf(() =>
    gitlab.project(1).jobTokenScope.update({ enabled: true }, { totalTimeoutMs: 45_000 }),
  );
  while (responses < 1) await settle();
  timers.advance(30_000);
  while (responses < 2) await settle();
  timers.advance(15_000);
  expect(await failure).toMatchObject({ code: "timeout", attempts: 2, project: 1 });
  expect(server.sent("PATCH")).toHaveLength(2);
});
