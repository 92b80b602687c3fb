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

/** What the server stores, by ID. */
export interface Stored {
  readonly projects: Map<number, StoredProject>;
  readonly groups: Map<number, string>;
}

/** A JSON response. */
export function json(status: number, data: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(data),
  };
}

export function storedProject(id: number): StoredProject {
  return {
    path: id === 1 ? "group/app" : `group/p${id}`,
    enabled: false,
    projects: new Set(),
    groups: new Set(),
  };
}

/** What GitLab does. */
export function handle(stored: Stored, { method, path, query, body }: Received): Reply {
  const [, kind, reference = "", scope, list, entry] = path.split("/");
  if (scope === undefined) return lookUp(stored, kind, decodeURIComponent(reference));
  const known = [...stored.projects].find(([, { path }]) => path === decodeURIComponent(reference));
  // Only a GET takes a path.
  const id = method === "GET" && known !== undefined ? known[0] : Number(reference);
  const project = stored.projects.get(id);
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
  return pageOf([...(isProjects ? [id] : []), ...ids], query, (one) => stored.projects.get(one)?.path);
}

function lookUp({ projects, groups }: Stored, kind: string | undefined, path: string): Reply {
  const known: [number, string][] =
    kind === "groups" ? [...groups] : [...projects].map(([id, project]) => [id, project.path]);
  const [id] = known.find(([, knownPath]) => knownPath === path) ?? [];
  return id === undefined ? json(404, { message: "404 Not Found" }) : json(200, { id });
}

/** A page of a list, in ascending order, with the headers of GitLab's offset pagination. */
export function pageOf(
  ids: readonly number[],
  query: URLSearchParams,
  pathOf: (id: number) => string | undefined = () => undefined,
): Reply {
  const page = Number(query.get("page") ?? 1);
  const perPage = Number(query.get("per_page") ?? 20);
  const sorted = [...ids].sort((a, b) => a - b);
  const isLast = page * perPage >= sorted.length;
  const rows = sorted.slice((page - 1) * perPage, page * perPage).map((id) => rowOf(id, pathOf(id)));
  return json(200, rows, {
    "x-total": String(sorted.length),
    "x-next-page": isLast ? "" : String(page + 1),
  });
}

/** A row of either list. */
export function rowOf(id: number, path = `group/p${id}`): Record<string, unknown> {
  return {
    id,
    name: `p${id}`,
    path_with_namespace: path,
    web_url: `http://127.0.0.1/groups/${path}`,
  };
}

function refusal(rule: string): Reply {
  return json(400, { message: `400 Bad request - ${rule}` });
}
