import { type ApiRequest, type Client, NoResponseError } from "./client.js";
import { maskAndCut } from "./secret.js";

/** What `verify` may change of a project. */
export interface ProjectState {
  readonly enabled: boolean;
  /** The IDs on both allowlists. The project itself is in the first. */
  readonly projects: readonly number[];
  readonly groups: readonly number[];
}

const perPage = 100;
/** 200 entries, the project itself, and some to spare. */
const maxPages = 5;

/** Reads the settings and the allowlists of a project. @throws {NoResponseError} If a response is not as GitLab documents it. */
export async function readState(client: Client, scope: string): Promise<ProjectState> {
  const { body } = await read(client, { method: "GET", path: scope });
  const enabled = isObject(body) ? body["inbound_enabled"] : undefined;
  if (typeof enabled !== "boolean") throw new NoResponseError(`GET ${scope}: no inbound_enabled`);
  return {
    enabled,
    projects: await readIds(client, `${scope}/allowlist`),
    groups: await readIds(client, `${scope}/groups_allowlist`),
  };
}

/** The headers that send the token. */
export function tokenHeaders({ token }: Client): Record<string, string> {
  return token === undefined ? {} : { "private-token": token };
}

async function readIds(client: Client, list: string): Promise<number[]> {
  const ids: number[] = [];
  for (let page = 1; page <= maxPages; page++) {
    const path = `${list}?per_page=${perPage}&page=${page}`;
    const { body } = await read(client, { method: "GET", path });
    if (!Array.isArray(body)) throw new NoResponseError(`GET ${path}: not a list`);
    const pageIds = body.map((entry) => (isObject(entry) ? entry["id"] : undefined));
    if (!pageIds.every((id) => typeof id === "number"))
      throw new NoResponseError(`GET ${path}: an entry without ID`);
    ids.push(...pageIds);
    if (pageIds.length < perPage) break;
  }
  return ids;
}

async function read(client: Client, request: ApiRequest): Promise<{ body: unknown }> {
  const response = await client.send({ ...request, headers: tokenHeaders(client) });
  if (response.status !== 200) {
    throw new NoResponseError(`${request.method} ${request.path}: ${describeError(client, response)}`);
  }
  return response;
}

/** The status and the error of a response. */
export function describeError(
  { token }: Pick<Client, "token">,
  { status, body }: { status: number; body: unknown },
): string {
  return body === undefined ? `${status}` : `${status} ${maskAndCut(JSON.stringify(body), token, 300)}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
