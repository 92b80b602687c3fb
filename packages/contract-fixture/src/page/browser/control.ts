import type {
  GitLabVersion,
  Mode,
  RecordedRequest,
  Scenario,
  State,
} from "@gitlab-job-token-scope/contract-fixture";

/** The response of the health route. */
export interface Health {
  readonly version: string;
  readonly mode: Mode;
  readonly gitlab: GitLabVersion;
  readonly scenario?: string;
  readonly requests: number;
  readonly violations: number;
}

/** The responses of all control routes that the page shows. */
export interface Snapshot {
  readonly health: Health;
  readonly state: State;
  /** The newest requests, oldest first. */
  readonly requests: readonly RecordedRequest[];
  readonly scenarios: readonly (Pick<Scenario, "when"> & { readonly name: string })[];
}

const routes = { health: "health", state: "state", requests: "requests?limit=100", scenarios: "scenarios" };
let lastTexts: readonly string[] = [];
let lastSnapshot: Snapshot | undefined;

/** Fetches a snapshot. Returns the same object as before if nothing has changed. */
export async function fetchSnapshot(): Promise<Snapshot> {
  const texts = await Promise.all(Object.values(routes).map(async (route) => (await request(route)).text()));
  if (lastSnapshot === undefined || texts.some((text, i) => text !== lastTexts[i])) {
    const [health, state, requests, scenarios] = texts.map((text) => JSON.parse(text));
    lastTexts = texts;
    lastSnapshot = { health, state, requests, scenarios };
  }
  return lastSnapshot;
}

/** Sends a command to the fixture. */
export async function post(route: "reset" | "scenario", body?: unknown): Promise<void> {
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
  if (!response.ok) throw new Error(`status ${response.status}: ${await response.text()}`);
  return response;
}
