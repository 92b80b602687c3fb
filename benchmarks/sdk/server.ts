/**
 * A minimal GitLab in a process of its own. Its responses are serialised in advance, so that a measurement is dominated by
 * the client. Its only state is what the checks of the results need: the setting, and whether project 42 is on the list.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import {
  allowlistPages,
  badRequest,
  created,
  noContent,
  notFound,
  type Prepared,
  settings,
} from "./responses.ts";

const scopePath = "/api/v4/projects/1/job_token_scope";
const listPath = `${scopePath}/allowlist`;

let isEnabled = true;
let isListed = false;
let pages: Prepared[] = [];

const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
  const { status, headers, body } = await respond(request);
  response.writeHead(status, headers as string[]).end(body);
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const address = server.address();
if (address === null || typeof address === "string") throw new Error("the server has no port");
const origin = `http://127.0.0.1:${address.port}`;
pages = allowlistPages(origin);
process.send?.(origin);
// The parent may be gone without having stopped this process.
process.on("disconnect", () => process.exit());

async function respond(request: IncomingMessage): Promise<Prepared> {
  const [path, query = ""] = (request.url ?? "").split("?");
  // A DELETE may have a body too, and it has to be read before the next request.
  const text = request.method === "GET" ? "" : await read(request);
  switch (`${request.method} ${path}`) {
    case `GET ${scopePath}`:
      return settings[`${isEnabled}`];
    case `PATCH ${scopePath}`:
      return save(text);
    case `GET ${listPath}`:
      return pages[Number(new URLSearchParams(query).get("page") ?? 1) - 1] ?? notFound;
    case `POST ${listPath}`:
      return add(text);
    case `DELETE ${listPath}/42`:
      return remove();
    default:
      return notFound;
  }
}

function save(text: string): Prepared {
  const { enabled } = JSON.parse(text);
  if (typeof enabled !== "boolean") return badRequest;
  isEnabled = enabled;
  return noContent;
}

function add(text: string): Prepared {
  if (isListed || JSON.parse(text).target_project_id !== 42) return badRequest;
  isListed = true;
  return created;
}

function remove(): Prepared {
  if (!isListed) return notFound;
  isListed = false;
  return noContent;
}

async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}
