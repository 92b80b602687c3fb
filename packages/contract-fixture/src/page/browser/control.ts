import type {
  GitLabVersion,
  Mode,
  PendingScript,
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
  readonly notes: number;
}

/** The responses of all control routes that the page shows. */
export interface Snapshot {
  readonly health: Health;
  readonly state: State;
  readonly scripts: readonly PendingScript[];
  /** The newest requests, oldest first. */
  readonly requests: readonly RecordedRequest[];
  readonly scenarios: readonly (Pick<Scenario, "when"> & { readonly name: string })[];
}

const routes = {
  health: "health",
  state: "state",
  scripts: "scripts",
  requests: "requests?limit=100",
  scenarios: "scenarios",
};
const lastTexts = new Map<string, string>();
let lastSnapshot: Snapshot | undefined;

/** Fetches a snapshot. What has not changed is the same object as before, also the snapshot itself. */
export async function fetchSnapshot(): Promise<Snapshot> {
  const texts = await Promise.all(
    Object.entries(routes).map(async ([name, route]) => [name, await (await request(route)).text()] as const),
  );
  const changed = texts.filter(([name, text]) => text !== lastTexts.get(name));
  if (lastSnapshot === undefined || changed.length > 0) {
    for (const [name, text] of changed) lastTexts.set(name, text);
    const values = Object.fromEntries(changed.map(([name, text]) => [name, JSON.parse(text)]));
    // The first snapshot has all values, since all of them have changed.
    lastSnapshot = { ...(lastSnapshot as Snapshot), ...values };
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
