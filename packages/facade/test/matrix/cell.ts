import { setTimeout as wait } from "node:timers/promises";
import type { MockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import { type Fault, faultsWith, type When } from "./faults.js";
import { FaultyFetch } from "./faulty-fetch.js";
import type { Operation, Strike } from "./operation.js";
import { type World, worldOf } from "./world.js";

/** An operation, one of its requests, and what goes wrong with it. */
export interface Cell {
  operation: Operation;
  strike: Strike;
  fault: Fault;
  when: When;
  /** How often a request is sent again. */
  limit: 0 | 1;
  /** Whether it goes wrong every time, or once. */
  isAlways: boolean;
}

/** How a cell came out. */
export interface Outcome {
  told: { value: unknown } | { error: unknown };
  before: World;
  after: World;
  /** What was sent, as `"GET /projects/1/job_token_scope"`. */
  sent: readonly string[];
  /** What the facade broke of the document. */
  violations: readonly string[];
}

const settings = [
  { limit: 0, isAlways: false },
  { limit: 1, isAlways: false },
  { limit: 1, isAlways: true },
] as const;

/** Every cell of an operation. `elsewhere` is the address of another origin. */
export function cellsOf(operation: Operation, elsewhere: string): Cell[] {
  return operation.strikes.flatMap((strike) =>
    faultsWith(elsewhere)
      .filter((fault) => fault.strikes?.(strike) ?? true)
      .flatMap((fault) =>
        // A read changes nothing, so there is no before and after.
        (strike.method === "GET" ? fault.whens.slice(0, 1) : fault.whens).flatMap((when) =>
          settings.map((setting) => ({ operation, strike, fault, when, ...setting })),
        ),
      ),
  );
}

/** A cell in words. */
export function titleOf({ operation, strike, fault, when, limit, isAlways }: Cell): string {
  const change = {
    before: " before the change",
    after: " after the change",
    late: ", the change coming late",
  }[when];
  const added = strike.isAdded ? "was carried out" : "was not carried out";
  return [
    operation.name,
    `${strike.method} ${strike.address}${strike.role === "settle" ? ` after a lost POST that ${added}` : ""}`,
    `${isAlways ? "always" : "once"} ${fault.name}${strike.method === "GET" ? "" : change}`,
    limit === 0 ? "no retry" : "one retry",
  ].join(" | ");
}

/** Short, and long enough for an answer on a busy machine. */
const timeoutMs = 500;
const patienceMs = 20_000;

/** Plays a cell on a fixture of its own. */
export async function play(cell: Cell, server: MockGitLab): Promise<Outcome> {
  const { operation, strike, fault, when, limit, isAlways } = cell;
  if (operation.scenario === undefined) server.reset();
  else server.scenario(operation.scenario);
  const way = new FaultyFetch(server);
  const { token } = server;
  let given = 0;
  const gitlab = createGitLab({
    url: server.url,
    token: fault.isTokenFunction ? () => `${token}-${given++}` : token,
    fetch: way.fetch,
    retry: { limit },
  });
  const act = await operation.prepare(gitlab);
  const before = worldOf(server);
  if (strike.role === "settle") {
    const adds = strike.operation === "listAllowedProjects" ? "allowProject" : "allowGroup";
    server.script(adds, [{ drop: strike.isAdded ? "after" : "before" }]);
  }
  const answer = fault.answer?.(strike, when === "after");
  if (answer !== undefined) server.script(strike.operation, [answer], { repeat: isAlways });
  way.begin(strike, fault, when, isAlways);
  const patience = new AbortController();
  const told = await Promise.race([
    outcomeOf(act(fault.code === "timeout" ? { timeoutMs } : {})),
    hang(patience.signal),
  ]);
  patience.abort();
  await way.settled();
  const violations = server
    .takeViolations()
    .map(({ method, path, location, message }) => `${method} ${path}: ${location}: ${message}`);
  return { told, before, after: worldOf(server), sent: [...way.sent], violations };
}

async function outcomeOf(call: Promise<unknown>): Promise<Outcome["told"]> {
  return call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
}

async function hang(signal: AbortSignal): Promise<Outcome["told"]> {
  await wait(patienceMs, undefined, { signal }).catch(() => {});
  return { error: new Error(`nothing was told in ${patienceMs} ms`) };
}
