import { onTestFinished, vi } from "vitest";

/** Which headers tell of the limit: all of GitLab's, only Retry-After with a 429, or none. */
export type Told = "everything" | "Retry-After" | "nothing";

export interface LimitedFetchInit {
  readonly requests: number;
  readonly perMs: number;
  readonly told?: Told;
  /** How many requests of each period are somebody else's: fewer than all. */
  readonly others?: () => number;
  /** How long each response takes. */
  readonly latencyMs?: () => number;
}

/** A GitLab without a socket that counts requests in periods, as GitLab does, by the clock of the test. */
export interface LimitedFetch {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Each request in the order in which it was sent: its path, when, and whether it was refused. */
  readonly sent: { readonly path: string; readonly at: number; readonly isRefused: boolean }[];
}

export function limitedFetch(init: LimitedFetchInit): LimitedFetch {
  const { requests, perMs, told = "everything", latencyMs = () => 0, others = () => 0 } = init;
  const sent: LimitedFetch["sent"] = [];
  let period = 0;
  let observed = 0;
  const startedAt = Date.now();
  const fetch = async ({ url }: Request): Promise<Response> => {
    const now = Date.now();
    const current = Math.floor(now / perMs);
    if (current !== period) observed = Math.min(others(), requests - 1);
    period = current;
    observed++;
    const isRefused = observed > requests;
    sent.push({ path: new URL(url).pathname.replace("/api/v4", ""), at: now - startedAt, isRefused });
    const resetMs = (current + 1) * perMs;
    const headers: Record<string, string> = {
      ...(told === "everything" && {
        "ratelimit-remaining": String(Math.max(0, requests - observed)),
        "ratelimit-reset": String(Math.ceil(resetMs / 1_000)),
      }),
      ...(told !== "nothing" && isRefused && { "retry-after": String(Math.ceil((resetMs - now) / 1_000)) }),
    };
    const ms = latencyMs();
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
    return isRefused
      ? new Response("Retry later", { status: 429, headers })
      : Response.json({ inbound_enabled: true, outbound_enabled: false }, { headers });
  };
  return { fetch, sent };
}

/** Makes backoff and jitter as long as they get. */
export function maximumJitter(): void {
  const random = vi.spyOn(Math, "random").mockReturnValue(0.999);
  onTestFinished(() => random.mockRestore());
}
