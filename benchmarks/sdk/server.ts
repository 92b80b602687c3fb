/**
 * A minimal GitLab in a process of its own: settings and allowlists, without rights or rules. Each row is serialised once, so that a
 * measurement is dominated by the client. `node server.ts [LATENCY_MS]` delays every response. Reports and resets on request.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import {
  badRequest,
  created,
  listPage,
  noContent,
  notFound,
  type Prepared,
  projectResponse,
  settings,
} from "./responses.ts";
import { seed } from "./world.ts";

/** What the server has at the end of a job. */
export interface ServerReport {
  readonly requests: number;
  /** The projects that are open. */
  readonly open: readonly number[];
  readonly allowlists: Readonly<Record<number, readonly number[]>>;
}

const latencyMs = Number(process.argv[2] ?? 0);
const projectRoute = /^\/api\/v4\/projects\/(\d+)$/;
const route = /^\/api\/v4\/projects\/(\d+)\/job_token_scope(?:\/(allowlist|groups_allowlist)(?:\/(\d+))?)?$/;

let requests = 0;
let open = new Set<number>();
let allowlists = new Map<number, number[]>();
reset();

const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
  requests++;
  const { status, headers, body } = respond(request, await read(request));
  if (latencyMs > 0) await pause(latencyMs);
  response.writeHead(status, headers as string[]).end(body);
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const address = server.address();
if (address === null || typeof address === "string") throw new Error("the server has no port");
const origin = `http://127.0.0.1:${address.port}`;
process.on("message", () => {
  const report: ServerReport = { requests, open: [...open], allowlists: Object.fromEntries(allowlists) };
  reset();
  process.send?.(report);
});
process.send?.(origin);
// The parent may be gone without having stopped this process.
process.on("disconnect", () => process.exit());

function reset(): void {
  requests = 0;
  open = new Set();
  allowlists = new Map([...seed].map(([project, ids]) => [project, [...ids]]));
}

function respond({ method, url = "" }: IncomingMessage, text: string): Prepared {
  const { href, pathname, searchParams } = new URL(url, origin);
  const [, lookedUp] = projectRoute.exec(pathname) ?? [];
  if (method === "GET" && lookedUp !== undefined) return projectResponse(origin, Number(lookedUp));
  const [, id, name, target] = route.exec(pathname) ?? [];
  const project = Number(id);
  const ids = allowlists.get(project);
  if (ids === undefined) return notFound;
  switch (`${method} ${name ?? "setting"}${target === undefined ? "" : "/target"}`) {
    case "GET setting":
      return settings[`${!open.has(project)}`];
    case "PATCH setting":
      return save(project, text);
    case "GET allowlist":
      return listPage(href, ids, searchParams);
    case "GET groups_allowlist":
      return listPage(href, [], searchParams);
    case "POST allowlist":
      return add(project, ids, text);
    case "DELETE allowlist/target":
      return remove(ids, Number(target));
    default:
      return notFound;
  }
}

function save(project: number, text: string): Prepared {
  const { enabled } = JSON.parse(text);
  if (typeof enabled !== "boolean") return badRequest;
  if (enabled) open.delete(project);
  else open.add(project);
  return noContent;
}

function add(project: number, ids: number[], text: string): Prepared {
  const { target_project_id: target } = JSON.parse(text);
  if (typeof target !== "number" || ids.includes(target)) return badRequest;
  ids.push(target);
  return created(project, target);
}

function remove(ids: number[], target: number): Prepared {
  const index = ids.indexOf(target);
  if (index === -1) return notFound;
  ids.splice(index, 1);
  return noContent;
}

/** Also of a DELETE, which may have a body, and of a GET: what is not read ends the connection. */
async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}
