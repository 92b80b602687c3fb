import type { MockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import type { Cell } from "./cell.js";
import { lossOf } from "./faults.js";
import { FaultyFetch, type Injection, type InjectionCounts } from "./faulty-fetch.js";
import type { ManualTimeouts } from "./manual-timeouts.js";
import { type Snapshot, takeSnapshot } from "./snapshot.js";

/** What became of a cell. */
export interface CellResult {
  /** What the operation reported to its caller. */
  readonly reported: { readonly value: unknown } | { readonly error: unknown };
  readonly before: Snapshot;
  /** When the first fault was delivered. */
  readonly atFault: Snapshot;
  readonly after: Snapshot;
  /** What was sent: each request with the number of its attempts. */
  readonly requests: FaultyFetch["streaks"];
  readonly injection: InjectionCounts;
  /** The loss of the write, for a `settle`. */
  readonly loss: InjectionCounts | undefined;
  /** Requests that the OpenAPI document does not allow. */
  readonly violations: readonly string[];
}

/** What cells share. */
export interface Equipment {
  readonly timeouts: ManualTimeouts;
  readonly brokenGzipUrl: string;
  /** Whether faults are injected. Without them every cell fails, which is tested too. */
  readonly isInjecting: boolean;
}

/** Far more than a cell takes on a busy machine: nothing but a call that hangs waits for it. */
const hangsAfterMs = 120_000;

/** Runs a cell on a fixture that no other cell uses meanwhile. */
export async function runCell(cell: Cell, server: MockGitLab, equipment: Equipment): Promise<CellResult> {
  const { operation, target, fault, when, isRepeated } = cell;
  const { timeouts, brokenGzipUrl, isInjecting } = equipment;
  if (operation.scenario === undefined) server.reset();
  else server.scenario(operation.scenario);
  const token = operation.token ?? server.token;
  const timeoutMs = timeouts.createLimitMs();
  let atFault: Snapshot | undefined;
  const faultyFetch = new FaultyFetch({
    server,
    token,
    brokenGzipUrl,
    timeOut: () => timeouts.elapse(timeoutMs),
    onFirstFault: () => {
      atFault = takeSnapshot(server);
    },
  });
  let tokens = 0;
  const gitlab = createGitLab({
    url: server.url,
    token: fault.isTokenFunction ? () => `${token}-${tokens++}` : token,
    fetch: faultyFetch.fetch,
    timeoutMs,
    retry: { limit: cell.retryLimit },
  });
  const snapshot = () => takeSnapshot(server);
  const run = await operation.prepare({ gitlab, server, faults: faultyFetch, snapshot });
  const before = snapshot();
  const injection: Injection = { target, fault, when, isRepeated };
  const loss =
    target.lostWrite && lossOf(target.lostWrite.request, target.lostWrite.isCarriedOut ? "after" : "before");
  faultyFetch.start(...(isInjecting ? [injection, ...(loss ? [loss] : [])] : []));
  atFault = undefined;
  const reported = await settle(run({}));
  await faultyFetch.settled();
  timeouts.forget(timeoutMs);
  return {
    reported,
    before,
    atFault: atFault ?? before,
    after: snapshot(),
    requests: faultyFetch.streaks,
    injection: faultyFetch.countsOf(injection),
    loss: loss && faultyFetch.countsOf(loss),
    violations: server
      .takeViolations()
      .map(({ method, path, location, message }) => `${method} ${path}: ${location}: ${message}`),
  };
}

async function settle(call: Promise<unknown>): Promise<CellResult["reported"]> {
  return new Promise((resolve) => {
    const hangs = () => resolve({ error: new Error(`the call had not settled after ${hangsAfterMs} ms`) });
    const timer = setTimeout(hangs, hangsAfterMs);
    const end = (reported: CellResult["reported"]) => {
      clearTimeout(timer);
      resolve(reported);
    };
    call.then(
      (value) => end({ value }),
      (error: unknown) => end({ error }),
    );
  });
}
