import type { GitLabOptions } from "@gitlab-job-token-scope/facade";
import { type Dispatcher, fetch } from "undici";

/**
 * Creates a `fetch` function for `createGitLab` that uses a dispatcher of the undici package. undici's `fetch` does not
 * accept the runtime's own `Request`, and the runtime's `fetch` does not accept every dispatcher, so the request is passed
 * in parts.
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
