import { toPairs } from "../engine/forward.js";
import type { Handler } from "./handler.js";
import { receiveFetch } from "./received-request.js";
import { serialize } from "./serialize.js";

/** Handles a request without a socket. Rejects as `fetch` does if the signal is aborted or the connection is reset. */
export function handleFetch(handle: Handler, request: Request): Promise<Response> {
  const { signal } = request;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    respond(handle, request).then(resolve, reject);
  });
}

async function respond(handle: Handler, request: Request): Promise<Response> {
  const response = await handle(await receiveFetch(request));
  if (response.status === 0) throw connectionReset();
  const body = request.method === "HEAD" ? undefined : serialize(response);
  const { status, headers, raw } = response;
  if (raw === undefined) return new Response(body ?? null, { status, headers });
  return new Response(body ?? null, {
    status,
    statusText: raw.statusMessage,
    headers: toPairs(raw.headers),
  });
}

function connectionReset(): TypeError {
  const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  return new TypeError("fetch failed", { cause });
}
