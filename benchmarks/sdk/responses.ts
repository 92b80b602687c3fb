import type { OutgoingHttpHeader } from "node:http";

/** A response that was serialised when the server started. */
export interface Prepared {
  readonly status: number;
  readonly headers: readonly OutgoingHttpHeader[];
  readonly body?: Buffer;
}

/** How many rows each page of the allowlist has. */
const pageSizes = [100, 100, 1];
const total = 201;
const perPage = 100;

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
export const created: Prepared = json(201, { source_project_id: 1, target_project_id: 42 });

/** The setting, by whether it is enabled. */
export const settings = {
  true: json(200, { inbound_enabled: true, outbound_enabled: false }),
  false: json(200, { inbound_enabled: false, outbound_enabled: false }),
} as const;

/** The pages of the allowlist, with the pagination headers that GitLab sends. */
export function allowlistPages(origin: string): Prepared[] {
  const url = (page: number): string =>
    `${origin}/api/v4/projects/1/job_token_scope/allowlist?id=1&page=${page}&per_page=${perPage}`;
  const last = pageSizes.length;
  return pageSizes.map((size, index) => {
    const page = index + 1;
    const links = [
      ...(page > 1 ? [`<${url(page - 1)}>; rel="prev"`] : []),
      ...(page < last ? [`<${url(page + 1)}>; rel="next"`] : []),
      `<${url(1)}>; rel="first"`,
      `<${url(last)}>; rel="last"`,
    ];
    const rows = Array.from({ length: size }, (_, row) => allowedProject(origin, index * perPage + row + 1));
    return json(200, rows, [
      ...["link", links.join(", ")],
      ...["x-page", `${page}`],
      ...["x-per-page", `${perPage}`],
      ...["x-next-page", page < last ? `${page + 1}` : ""],
      ...["x-prev-page", page > 1 ? `${page - 1}` : ""],
      ...["x-total", `${total}`],
      ...["x-total-pages", `${last}`],
    ]);
  });
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

function json(status: number, value: unknown, headers: readonly string[] = []): Prepared {
  const body = Buffer.from(JSON.stringify(value));
  return {
    status,
    headers: [
      ...common,
      ...headers,
      "content-type",
      "application/json",
      "content-length",
      `${body.byteLength}`,
    ],
    body,
  };
}
