import type { App } from "./app.js";

/** Answers a request without a socket, and fails as fetch does: when its signal is aborted or its connection reset. */
export function fetchFrom(app: App, request: Request): Promise<Response> {
  const { signal } = request;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    const answer = app.fetch(request, { reset: () => reject(connectionReset()) });
    Promise.resolve(answer).then(resolve, reject);
  });
}

function connectionReset(): TypeError {
  const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  return new TypeError("fetch failed", { cause });
}
