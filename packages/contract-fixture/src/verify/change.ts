import type { ApiRequest, Client } from "./client.js";
import { type ProjectState, tokenHeaders } from "./project-state.js";
import { isListed, type Target } from "./target.js";

/** The part of a project's state that is changed: the setting, and whether the target is an entry. */
export interface Wanted {
  readonly enabled: boolean;
  readonly listed: boolean;
}

/** The requests that change a state into the wanted one. The setting comes first: it protects the project. */
export function listChanges(
  state: ProjectState | undefined,
  wanted: Wanted,
  scope: string,
  target: Target,
): ApiRequest[] {
  const headers = { "content-type": "application/json" };
  const { enabled, listed } = wanted;
  const patch = { method: "PATCH", path: scope, headers, body: JSON.stringify({ enabled }) };
  const add = {
    method: "POST",
    path: target.list,
    headers,
    body: JSON.stringify({ [target.name]: target.id }),
  };
  const remove = { method: "DELETE", path: `${target.list}/${target.id}` };
  return [
    ...(state?.enabled === enabled ? [] : [patch]),
    ...(state !== undefined && isListed(target, state) === listed ? [] : [listed ? add : remove]),
  ];
}

/** Sends a change with the token. */
export function sendChange(client: Client, change: ApiRequest): ReturnType<Client["send"]> {
  return client.send({ ...change, headers: { ...change.headers, ...tokenHeaders(client) } });
}

/** A change as a command that can be pasted into a shell. The token is in `GITLAB_TOKEN`. */
export function toCommand({ apiUrl }: Pick<Client, "apiUrl">, { method, path, body }: ApiRequest): string {
  const data = body === undefined ? "" : ` --header "Content-Type: application/json" --data '${body}'`;
  return `curl --fail-with-body --request ${method} --header "PRIVATE-TOKEN: $GITLAB_TOKEN"${data} "${apiUrl}${path}"`;
}
