/** Sends one request, once. */
export type Fetch = (request: Request) => Promise<Response>;

const mostHops = 5;

/**
 * Fetches, and follows the redirect of a read as long as it stays at the origin. A write is never sent elsewhere, and a
 * token never leaves the origin it was meant for.
 */
export async function followRead(request: Request, fetch: Fetch): Promise<Response> {
  let current = request;
  for (let hop = 0; ; hop++) {
    const response = await fetch(current);
    const location = response.headers.get("location");
    const isRedirect = response.status >= 300 && response.status < 400 && location !== null;
    if (!isRedirect || request.method !== "GET" || hop === mostHops) return response;
    const target = URL.parse(location, current.url);
    if (target === null || target.origin !== new URL(request.url).origin) return response;
    // A body that nobody reads would hold its connection.
    await response.body?.cancel();
    current = new Request(target, current);
  }
}
