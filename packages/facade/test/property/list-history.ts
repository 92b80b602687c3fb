import type { MockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { isJobTokenScopeError, type RequestOptions } from "@gitlab-job-token-scope/facade";
import { connect, type SentRequest, type Surroundings } from "./client.js";
import { describe, openCodes } from "./scope-actor.js";

/** What was on the list of projects of project 1, and when. */
export class ListHistory {
  /** How many calls were found to be right about it. */
  resolvedCalls = 0;
  readonly #server: MockGitLab;
  readonly #moments: { at: number; entries: readonly number[] }[] = [];

  constructor(server: MockGitLab) {
    this.#server = server;
  }

  entries(): readonly number[] {
    return this.#server.state().projects[0]?.allowedProjects ?? [];
  }

  observe(at: number): void {
    this.#moments.push({ at, entries: this.entries() });
  }

  /** Whether an entry was there, or was not, at an observed moment. */
  wasSo(target: number, isThere: boolean, from: number, to: number): boolean {
    return this.#moments.some(
      ({ at, entries }) => at >= from && at <= to && entries.includes(target) === isThere,
    );
  }
}

export interface EntryChange {
  readonly method: "ensurePresent" | "ensureAbsent" | "create" | "delete";
  readonly target: number;
}

/** Changes an entry with a client of its own, and returns what is wrong with the result. */
export async function changeEntry(
  surroundings: Surroundings,
  history: ListHistory,
  { method, target }: EntryChange,
  options: RequestOptions,
): Promise<string[]> {
  const { gitlab, log } = connect(surroundings);
  const { allowlist } = gitlab.project(1).jobTokenScope;
  const isAddition = method === "ensurePresent" || method === "create";
  const successStatus = isAddition ? 201 : 204;
  const isWrite = (sent: SentRequest) => sent.method !== "GET";
  const isCarriedOut = () => log.some((sent) => isWrite(sent) && sent.response?.status === successStatus);
  /** Whether a write reached GitLab, or may have, and its response did not arrive. */
  const isLost = () => log.some((sent) => isWrite(sent) && sent.response?.isDelivered !== true);
  const name = `${method}(${target})`;
  const posts = () => log.filter((sent) => sent.method === "POST");
  try {
    const value = await allowlist[method](target, options);
    const from = log[0]?.sentAt ?? 0;
    const isProven =
      history.wasSo(target, isAddition, from, surroundings.now) ||
      log.some((sent) => provesState(sent, target) === isAddition);
    if (!isProven) return [`${name} resolved, and it was never so: ${describe(log)}`];
    if (value === false && isCarriedOut())
      return [`${name} made the change and resolved to false: ${describe(log)}`];
    if (value !== false && !isCarriedOut() && !isLost()) {
      return [`${name} resolved to ${value} and changed nothing: ${describe(log)}`];
    }
    if (
      posts()
        .slice(0, -1)
        .some(({ response }) => response !== undefined)
    ) {
      return [`${name} sent a POST again that GitLab had received: ${describe(log)}`];
    }
    history.resolvedCalls++;
    return [];
  } catch (error) {
    if (!isJobTokenScopeError(error)) return [`${name} threw ${error}`];
    const last = log.at(-1);
    // Somebody else may have changed it back.
    const isReadBack = last?.response?.isDelivered && provesState(last, target) === !isAddition;
    if (!openCodes.includes(error.code) && isCarriedOut() && !isReadBack) {
      return [`${name} failed with ${error.code} and made the change: ${describe(log)}`];
    }
    return [];
  }
}

/** Whether GitLab's response shows that the entry was there or gone at that moment; undefined when it shows neither. */
function provesState({ method, response }: SentRequest, target: number): boolean | undefined {
  if (response === undefined) return undefined;
  const { status, body } = response;
  if (method === "POST") return status === 201 || body.includes("already") ? true : undefined;
  if (method === "DELETE") return status === 204 || body.includes("not in the job") ? false : undefined;
  return status === 200 ? body.includes(`"id":${target},`) : undefined;
}
