import type { Handler } from "./handler.js";
import { receiveFetch } from "./received-request.js";
import { serialize } from "./serialize.js";

/** Answers a request without a socket, and fails as fetch does: when its signal is aborted or its connection reset. */
export function fetchFrom(handle: Handler, request: Request): Promise<Response> {
  const { signal } = request;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    respond(handle, request).then(resolve, reject);
  });
}

async function respond(handle: Handler, request: Request): Promise<Response> {
  const answer = await handle(await receiveFetch(request));
  if (answer.status === 0) throw connectionReset();
  const isWithoutBody = request.method === "HEAD";
  const body = isWithoutBody ? undefined : serialize(answer);
  return new Response(body ?? null, { status: answer.status, headers: answer.headers });
}

function connectionReset(): TypeError {
  const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  return new TypeError("fetch failed", { cause });
}
