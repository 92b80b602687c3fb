import type {
  GitLabVersion,
  Mode,
  RecordedRequest,
  Scenario,
  State,
} from "@gitlab-job-token-scope/contract-fixture";

/** What the fixture says of itself. */
export interface Health {
  readonly version: string;
  readonly mode: Mode;
  readonly gitlab: GitLabVersion;
  readonly scenario?: string;
  readonly requests: number;
  readonly violations: number;
}

/** What the control routes tell, all of it. */
export interface Told {
  readonly health: Health;
  readonly state: State;
  /** Oldest first; the newest of them. */
  readonly requests: readonly RecordedRequest[];
  readonly scenarios: readonly (Pick<Scenario, "when"> & { readonly name: string })[];
}

const routes = { health: "health", state: "state", requests: "requests?limit=100", scenarios: "scenarios" };
let lastTexts: readonly string[] = [];
let lastTold: Told | undefined;

/** Asks the control routes. The same value as before means that nothing is new. */
export async function ask(): Promise<Told> {
  const texts = await Promise.all(Object.values(routes).map(async (route) => (await request(route)).text()));
  if (lastTold === undefined || texts.some((text, i) => text !== lastTexts[i])) {
    const [health, state, requests, scenarios] = texts.map((text) => JSON.parse(text));
    lastTexts = texts;
    lastTold = { health, state, requests, scenarios };
  }
  return lastTold;
}

/** Has the fixture do something. */
export async function steer(route: "reset" | "scenario", body?: unknown): Promise<void> {
  await request(route, {
    method: "POST",
    ...(body !== undefined && {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  });
}

async function request(route: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(`/-/fixture/${route}`, { ...init, signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`it answered ${response.status}: ${await response.text()}`);
  return response;
}
