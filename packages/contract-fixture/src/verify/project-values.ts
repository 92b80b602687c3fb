import { type ApiResponse, type Client, NoResponseError } from "./client.js";
import { describeError, type ProjectState, tokenHeaders } from "./project-state.js";
import type { Values } from "./row.js";

const perPage = 100;

/** Reads what the rows refer to. @throws {NoResponseError} If the project cannot be read. */
export async function readProject(
  client: Client,
  idOrPath: string,
): Promise<Pick<Values, "project" | "path" | "upperPath" | "scope" | "group" | "groupPath">> {
  const response = await get(client, `/projects/${encodeURIComponent(idOrPath)}`);
  const project = readField(response, "id");
  const fullPath = readField(response, "path_with_namespace");
  if (response.status !== 200 || typeof project !== "number" || typeof fullPath !== "string") {
    throw new NoResponseError(`project ${idOrPath}: ${describeError(client, response)}`);
  }
  const scope = `/projects/${project}/job_token_scope`;
  const access = await get(client, scope);
  if ([401, 403, 404].includes(access.status))
    throw new NoResponseError(`GET ${scope}: ${describeError(client, access)}`);

  const groupPath = encodeURIComponent(fullPath.slice(0, fullPath.lastIndexOf("/")));
  const group = readField(await get(client, `/groups/${groupPath}?with_projects=false`), "id");
  return {
    project,
    path: encodeURIComponent(fullPath),
    upperPath: encodeURIComponent(fullPath.toUpperCase()),
    scope,
    ...(typeof group === "number" && { group, groupPath }),
  };
}

/** The ID of the target. @throws {NoResponseError} If it cannot be read. */
export async function readTargetId(
  client: Client,
  kind: "project" | "group",
  idOrPath: string,
): Promise<number> {
  const response = await get(client, `/${kind}s/${encodeURIComponent(idOrPath)}`);
  const id = readField(response, "id");
  if (response.status === 200 && typeof id === "number") return id;
  throw new NoResponseError(`target ${kind} ${idOrPath}: ${describeError(client, response)}`);
}

/** What rows have to know about the lists. */
export function toPageValues(
  project: number,
  { projects }: Pick<ProjectState, "projects">,
): Pick<Values, "own" | "ownPage" | "lastPage"> {
  const isListedTwice = projects.filter((id) => id === project).length > 1;
  return {
    ownPage: toPage(Math.max(0, projects.indexOf(project))),
    lastPage: toPage(Math.max(0, projects.length - 1)),
    ...(!isListedTwice && { own: project }),
  };
}

/** The page of a list that contains an ID, or would. */
export function pageOf(id: number, ids: readonly number[]): number {
  return toPage(ids.filter((other) => other < id).length);
}

function toPage(index: number): number {
  return Math.floor(index / perPage) + 1;
}

function get(client: Client, path: string): Promise<ApiResponse> {
  return client.send({ method: "GET", path, headers: tokenHeaders(client) });
}

function readField({ body }: ApiResponse, name: string): unknown {
  return typeof body === "object" && body !== null ? new Map(Object.entries(body)).get(name) : undefined;
}
