import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createGitLab, type GitLab, type GitLabOptions } from "@gitlab-job-token-scope/facade";
import { onTestFinished, vi } from "vitest";

/** The token of all tests here. No error may show it. */
export const token = "glpat-0123456789abcdefghij";

/** A project of the server. */
export interface StoredProject {
  path: string;
  enabled: boolean;
  readonly projects: Set<number>;
  readonly groups: Set<number>;
}

/** A request that the server received. */
export interface Received {
  readonly method: string;
  /** Without `/api/v4` and the query: `"/projects/1/job_token_scope"`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
}

/** A complete response. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** What the server sends: a response, nothing while the connection is closed, nothing at all, or whatever a function writes. */
export type Sent = Reply | "close" | "silence" | ((socket: Socket, response: ServerResponse) => void);

/** Decides how the server responds to a request. `carryOut` makes the change, and returns the right response. */
export type Misbehave = (
  request: Received,
  carryOut: () => Reply,
) => Sent | undefined | Promise<Sent | undefined>;

/** A server of one test. */
export interface TestServer {
  readonly origin: string;
  /** By ID. Project 1 is `group/app`; 2 to 5 are `group/p2` and so on. */
  readonly projects: Map<number, StoredProject>;
  readonly groups: Map<number, string>;
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

/** A JSON response. */
export function json(status: number, data: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(data),
  };
}

/** Sends bytes that the server does not check, and closes the connection. */
export function raw(...lines: string[]): Sent {
  return (socket) => void socket.end(lines.join("\r\n"));
}

function storedProject(id: number): StoredProject {
  return {
    path: id === 1 ? "group/app" : `group/p${id}`,
    enabled: false,
    projects: new Set(),
    groups: new Set(),
  };
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

/** What GitLab does. */
function handle(server: TestServer, { method, path, query, body }: Received): Reply {
  const [, kind, reference = "", scope, list, entry] = path.split("/");
  if (scope === undefined) return lookUp(server, kind, decodeURIComponent(reference));
  const id = Number(reference);
  const project = server.projects.get(id);
  if (project === undefined) return json(404, { message: "404 Project Not Found" });
  if (list === undefined) {
    if (method === "GET") return json(200, { inbound_enabled: project.enabled, outbound_enabled: false });
    project.enabled = body["enabled"] === true;
    return { status: 204 };
  }
  const isProjects = list === "allowlist";
  const ids = isProjects ? project.projects : project.groups;
  const noun = isProjects ? "project" : "group";
  if (method === "POST") {
    const target = Number(body[`target_${noun}_id`]);
    if (ids.has(target)) return refusal(`This ${noun} is already in the job token allowlist.`);
    ids.add(target);
    return json(201, { source_project_id: id, [`target_${noun}_id`]: target });
  }
  if (method === "DELETE") {
    return ids.delete(Number(entry))
      ? { status: 204 }
      : refusal(`Target ${noun} is not in the job token scope`);
  }
  return pageOf([...(isProjects ? [id] : []), ...ids], query);
}

function lookUp({ projects, groups }: TestServer, kind: string | undefined, path: string): Reply {
  const known: [number, string][] =
    kind === "groups" ? [...groups] : [...projects].map(([id, project]) => [id, project.path]);
  const [id] = known.find(([, knownPath]) => knownPath === path) ?? [];
  return id === undefined ? json(404, { message: "404 Not Found" }) : json(200, { id });
}

/** A page of a list, in ascending order, with the headers of GitLab's offset pagination. */
export function pageOf(ids: readonly number[], query: URLSearchParams): Reply {
  const page = Number(query.get("page") ?? 1);
  const perPage = Number(query.get("per_page") ?? 20);
  const sorted = [...ids].sort((a, b) => a - b);
  const isLast = page * perPage >= sorted.length;
  return json(200, sorted.slice((page - 1) * perPage, page * perPage).map(rowOf), {
    "x-total": String(sorted.length),
    "x-next-page": isLast ? "" : String(page + 1),
  });
}

/** A row of either list. */
export function rowOf(id: number): Record<string, unknown> {
  return {
    id,
    name: `p${id}`,
    path_with_namespace: `group/p${id}`,
    web_url: `http://127.0.0.1/groups/group/p${id}`,
  };
}

function refusal(rule: string): Reply {
  return json(400, { message: `400 Bad request - ${rule}` });
}
