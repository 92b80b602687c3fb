import type { OutgoingHttpHeader } from "node:http";

/** A response, serialised. */
export interface Prepared {
  readonly status: number;
  readonly headers: readonly OutgoingHttpHeader[];
  readonly body?: Buffer;
}

/** Sent with every response of GitLab. */
const common = [
  ...["cache-control", "max-age=0, private, must-revalidate"],
  ...["vary", "Origin"],
  ...["x-content-type-options", "nosniff"],
  ...["x-frame-options", "SAMEORIGIN"],
  ...["x-gitlab-meta", '{"correlation_id":"01KB0GZ6Y8Q4W3N5T7V9X1C2D3","version":"1"}'],
  ...["x-request-id", "01KB0GZ6Y8Q4W3N5T7V9X1C2D3"],
  ...["x-runtime", "0.041236"],
  ...["strict-transport-security", "max-age=63072000"],
  ...["referrer-policy", "strict-origin-when-cross-origin"],
];

export const noContent: Prepared = { status: 204, headers: common };
export const notFound: Prepared = json(404, { message: "404 Not Found" });
export const badRequest: Prepared = json(400, { message: "400 Bad request" });

export function created(project: number, target: number): Prepared {
  return json(201, { source_project_id: project, target_project_id: target });
}

/** The setting, by whether it is enabled. */
export const settings = {
  true: json(200, { inbound_enabled: true, outbound_enabled: false }),
  false: json(200, { inbound_enabled: false, outbound_enabled: false }),
} as const;

/** A page of a list, with the pagination headers that GitLab sends. */
export function listPage(url: string, ids: readonly number[], query: URLSearchParams): Prepared {
  const page = Number(query.get("page") ?? 1);
  const perPage = Number(query.get("per_page") ?? 20);
  const last = Math.max(Math.ceil(ids.length / perPage), 1);
  const { origin, pathname } = new URL(url);
  const link = (rel: string, number: number): string =>
    `<${origin}${pathname}?page=${number}&per_page=${perPage}>; rel="${rel}"`;
  const links = [
    ...(page > 1 ? [link("prev", page - 1)] : []),
    ...(page < last ? [link("next", page + 1)] : []),
    link("first", 1),
    link("last", last),
  ];
  const rows = ids.slice((page - 1) * perPage, page * perPage).map((id) => serializedRow(origin, id));
  return serialized(200, `[${rows.join(",")}]`, [
    ...["link", links.join(", ")],
    ...["x-page", `${page}`],
    ...["x-per-page", `${perPage}`],
    ...["x-next-page", page < last ? `${page + 1}` : ""],
    ...["x-prev-page", page > 1 ? `${page - 1}` : ""],
    ...["x-total", `${ids.length}`],
    ...["x-total-pages", `${last}`],
  ]);
}

/** Of any project that is looked up. */
export function projectResponse(origin: string, id: number): Prepared {
  return serialized(200, serializedRow(origin, id));
}

/** Serialising is the costly part. */
const rows = new Map<number, string>();

function serializedRow(origin: string, id: number): string {
  const row = rows.get(id) ?? JSON.stringify(allowedProject(origin, id));
  rows.set(id, row);
  return row;
}

/** A row with every field that GitLab sends for a private project. */
function allowedProject(origin: string, id: number): object {
  const group = `engineering/platform/team-${id % 10}`;
  const path = `${group}/service-${id}`;
  return {
    id,
    description: `Deploys service ${id} and everything it depends on`,
    name: `Service ${id}`,
    name_with_namespace: `Engineering / Platform / Team ${id % 10} / Service ${id}`,
    path: `service-${id}`,
    path_with_namespace: path,
    created_at: "2026-01-01T00:00:00.000Z",
    tag_list: [],
    topics: [],
    ssh_url_to_repo: `git@127.0.0.1:${path}.git`,
    http_url_to_repo: `${origin}/${path}.git`,
    web_url: `${origin}/${path}`,
    avatar_url: null,
    star_count: 0,
    last_activity_at: "2026-11-01T00:00:00.000Z",
    visibility: "private",
    namespace: {
      id: 1_000 + (id % 10),
      name: `Team ${id % 10}`,
      path: `team-${id % 10}`,
      kind: "group",
      full_path: group,
      parent_id: 900,
      avatar_url: null,
      web_url: `${origin}/groups/${group}`,
    },
  };
}

function json(status: number, value: unknown): Prepared {
  return serialized(status, JSON.stringify(value));
}

function serialized(status: number, text: string, headers: readonly string[] = []): Prepared {
  const body = Buffer.from(text);
  const length = ["content-length", `${body.byteLength}`];
  return {
    status,
    headers: [...common, ...headers, "content-type", "application/json", ...length],
    body,
  };
}
