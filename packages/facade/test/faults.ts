/** What happens to a request: `undefined` lets it pass. */
export type Fault =
  | { answer: () => Response; after?: boolean }
  | { drop: "before" | "after" }
  | { hang: true }
  | undefined;

/**
 * A fetch to the real fixture with faults on the way. Each request takes the next fault of the list; with `after`, GitLab
 * has carried it out before its answer is lost.
 */
export function faulty(...faults: Fault[]): (request: Request) => Promise<Response> {
  return async (request) => {
    const fault = faults.shift();
    if (fault === undefined) return fetch(request);
    if ("hang" in fault) return hang(request.signal);
    if ("drop" in fault) {
      if (fault.drop === "after") await fetch(request);
      throw new TypeError("fetch failed", { cause: new Error("read ECONNRESET") });
    }
    if (fault.after) await fetch(request);
    return fault.answer();
  };
}

/** An empty 502 of a proxy: to openapi-fetch the same as a 204. */
export const emptyBadGateway = (): Response =>
  new Response(null, { status: 502, headers: { "content-length": "0" } });

function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}
