import type { Received, Reply } from "./gitlab.js";
import { projectOf, startServer, type TestServer } from "./server.js";

/** The groups on the list. */
export const ids = Array.from({ length: 45 }, (_, index) => index + 11);

/** A server with 45 groups on a list, whose pages come from a function. */
export async function startList(toPage: (request: Received) => Reply): Promise<TestServer> {
  const server = await startServer((request) => (request.method === "GET" ? toPage(request) : undefined));
  for (const id of ids) projectOf(server).groups.add(id);
  return server;
}

/** A query whose page is no larger than that. */
export function capped({ query }: Received, size: number): URLSearchParams {
  return new URLSearchParams({ page: query.get("page") ?? "1", per_page: String(size) });
}

/** Replaces headers of a response, or leaves them out. */
export function withHeaders(reply: Reply, headers: Record<string, string | undefined>): Reply {
  const entries = Object.entries({ ...reply.headers, ...headers }).filter(([, value]) => value !== undefined);
  return { ...reply, headers: Object.fromEntries(entries) as Record<string, string> };
}

/** What a proxy does that strips headers. */
export const stripped = { "x-total": undefined, "x-next-page": undefined };
