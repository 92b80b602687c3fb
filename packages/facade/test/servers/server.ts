import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createGitLab, type GitLab, type GitLabOptions } from "@gitlab-job-token-scope/facade";
import { onTestFinished, vi } from "vitest";
import {
  handle,
  type Received,
  type Reply,
  type Stored,
  type StoredProject,
  storedProject,
} from "./gitlab.js";

/** The token of all tests here. No error may show it. */
export const token = "glpat-0123456789abcdefghij";

/** What the server sends: a response, nothing while the connection is closed, nothing at all, or whatever a function writes. */
export type Sent = Reply | "close" | "silence" | ((socket: Socket, response: ServerResponse) => void);

/** Decides how the server responds to a request. `carryOut` makes the change, and returns the right response. */
export type Misbehave = (
  request: Received,
  carryOut: () => Reply,
) => Sent | undefined | Promise<Sent | undefined>;

/** A server of one test. Project 1 is `group/app`; 2 to 5 are `group/p2` and so on. */
export interface TestServer extends Stored {
  readonly origin: string;
  /** The requests, as `"PATCH /projects/1/job_token_scope"`. */
  readonly journal: string[];
  /** How many sockets are open. */
  readonly sockets: Set<Socket>;
  /** Replaces how the server responds; undefined leaves a request to the server itself. */
  misbehave: Misbehave;
  /** The requests of a method. */
  sent(method: string): string[];
  connect(options?: Partial<GitLabOptions>): GitLab;
}

/** Starts a server for one test. Backoff takes no time. */
export async function startServer(misbehave: Misbehave = () => undefined): Promise<TestServer> {
  const random = vi.spyOn(Math, "random").mockReturnValue(0);
  const http = createServer((incoming, response) => void receive(server, incoming, response));
  const sockets = new Set<Socket>();
  http.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    random.mockRestore();
    http.close();
    for (const socket of sockets) socket.destroy();
  });
  const { port } = http.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const server: TestServer = {
    origin,
    projects: new Map([1, 2, 3, 4, 5].map((id) => [id, storedProject(id)])),
    groups: new Map([
      [7, "group"],
      [8, "team"],
    ]),
    journal: [],
    sockets,
    misbehave,
    sent: (method) => server.journal.filter((line) => line.startsWith(method)),
    connect: (options) => createGitLab({ url: origin, token, ...options }),
  };
  return server;
}

/** A project of a server, which fails the test when there is none. */
export function projectOf({ projects }: TestServer, id = 1): StoredProject {
  const project = projects.get(id);
  if (project === undefined) throw new Error(`there is no project ${id}`);
  return project;
}

/** Resolves when the sockets that are open now are closed, to their number. */
export async function socketsClosed({ sockets }: TestServer): Promise<number> {
  const closed = [...sockets].map((socket) => new Promise((resolve) => socket.on("close", resolve)));
  return (await Promise.all(closed)).length;
}

/** Sends bytes that the server does not check, and closes the connection. */
export function raw(...lines: string[]): Sent {
  return (socket) => void socket.end(lines.join("\r\n"));
}

async function receive(
  server: TestServer,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let text = "";
  for await (const chunk of incoming) text += chunk;
  const url = new URL(incoming.url ?? "/", server.origin);
  const request: Received = {
    method: incoming.method ?? "",
    path: url.pathname.replace("/api/v4", ""),
    query: url.searchParams,
    body: text === "" ? {} : JSON.parse(text),
  };
  server.journal.push(`${request.method} ${request.path}`);
  const carryOut = (): Reply => handle(server, request);
  const sent = (await server.misbehave(request, carryOut)) ?? carryOut();
  if (sent === "silence") return;
  if (sent === "close") return void incoming.socket.destroy();
  if (typeof sent === "function") return sent(incoming.socket, response);
  response.writeHead(sent.status, sent.headers);
  response.end(sent.body);
}
