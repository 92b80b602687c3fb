import type { GitLabOptions } from "@gitlab-job-token-scope/facade";
import { type Dispatcher, fetch } from "undici";

/**
 * A fetch for `createGitLab` that sends through a dispatcher of undici's package. That package's `fetch` does not know the
 * runtime's own `Request`, and the runtime's own `fetch` does not know every dispatcher: so the parts are handed over.
 */
export function fetchThrough(dispatcher: Dispatcher): NonNullable<GitLabOptions["fetch"]> {
  return async (request) => {
    const { url, method, redirect, signal } = request;
    const headers = Object.fromEntries(request.headers);
    const body = request.body && (await request.text());
    const response = await fetch(url, { method, headers, body, redirect, signal, dispatcher });
    return new Response(response.body && (await response.arrayBuffer()), {
      status: response.status,
      headers: Object.fromEntries(response.headers),
    });
  };
}
