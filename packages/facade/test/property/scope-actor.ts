import {
  type ErrorCode,
  isJobTokenScopeError,
  type JobTokenScope,
  type RequestOptions,
} from "@gitlab-job-token-scope/facade";
import { connect, type SentRequest, type Surroundings } from "./client.js";

/** These leave open whether a change was made, or say that it was. */
export const openCodes: readonly ErrorCode[] = ["aborted", "setting_unconfirmed", "entry_unconfirmed"];

interface Assignment {
  readonly enabled: boolean;
  isSettled: boolean;
}

/**
 * A JobTokenScope, and a model of what it may claim. Whatever is wrong is collected.
 *
 * A save() with a pending assignment may resolve only when, in its turn, a PATCH with that value was sent, and after it a
 * GET whose response, GitLab's own, is that value and is the last thing that was received.
 */
export class ScopeActor {
  readonly problems: string[] = [];
  readonly #scope: JobTokenScope;
  readonly #log: SentRequest[];
  readonly #surroundings: Surroundings;
  #assignment: Assignment | undefined;
  /** When each call ended, in the order of the calls. */
  readonly #ends: { at: number | undefined }[] = [];

  private constructor(scope: JobTokenScope, log: SentRequest[], surroundings: Surroundings) {
    this.#scope = scope;
    this.#log = log;
    this.#surroundings = surroundings;
  }

  static async create(surroundings: Surroundings): Promise<ScopeActor> {
    const { gitlab, log } = connect(surroundings);
    return new ScopeActor(await gitlab.project(1).jobTokenScope.get(), log, surroundings);
  }

  assign(enabled: boolean): void {
    this.#scope.enabled = enabled;
    this.#assignment = { enabled, isSettled: false };
    this.check("assign");
  }

  /** Never rejects: a failure is a result too. */
  save(options: RequestOptions): Promise<void> {
    const assignment = this.#assignment;
    return this.#run("save", this.#scope.save(options), (turn) => {
      if (assignment === undefined || assignment.isSettled) {
        if (turn.length > 0) this.problems.push(`an untouched save() sent ${describe(turn)}`);
        return;
      }
      if (!isConfirmed(turn, assignment.enabled)) {
        this.problems.push(`save() of ${assignment.enabled} resolved after ${describe(turn)}`);
      }
      this.#checkJournal(turn);
      this.#surroundings.confirmedSaves++;
      assignment.isSettled = true;
    });
  }

  refresh(options: RequestOptions): Promise<void> {
    const assignment = this.#assignment;
    return this.#run("refresh", this.#scope.refresh(options), (turn) => {
      if (reportedValue(turn.at(-1)) === undefined)
        this.problems.push(`refresh() resolved after ${describe(turn)}`);
      if (assignment !== undefined) assignment.isSettled = true;
    });
  }

  /** When nothing is under way and no fault is left, the object and GitLab agree. */
  async finish(isInForce: () => boolean): Promise<void> {
    this.check("the end");
    await this.refresh({});
    if (this.#scope.isDirty || this.#scope.inboundEnabled !== isInForce()) {
      this.problems.push("after the last refresh() the object and GitLab disagree");
    }
    await this.save({});
  }

  check(when: string): void {
    const { isDirty, inboundEnabled } = this.#scope;
    const pending = this.#assignment?.isSettled === false ? this.#assignment : undefined;
    if (isDirty !== (pending !== undefined)) this.problems.push(`isDirty is ${isDirty} after ${when}`);
    if (pending !== undefined && inboundEnabled !== pending.enabled) {
      this.problems.push(
        `${pending.enabled} was assigned, and the object has ${inboundEnabled} after ${when}`,
      );
    }
  }

  /** By the fixture's journal, GitLab responded to the last GET after it had carried out every PATCH of the turn. */
  #checkJournal(turn: readonly SentRequest[]): void {
    const journal = this.#surroundings.server.requests().map(({ headers }) => Number(headers["x-sent-at"]));
    const read = journal.lastIndexOf(turn.at(-1)?.sentAt ?? -1);
    const writes = turn
      .filter(({ method }) => method === "PATCH")
      .map(({ sentAt }) => journal.lastIndexOf(sentAt));
    if (read === -1 || writes.some((write) => write > read)) {
      this.problems.push(`the journal does not show the last read after the write: ${describe(turn)}`);
    }
  }

  async #run(name: string, call: Promise<void>, onSuccess: (turn: SentRequest[]) => void): Promise<void> {
    const earlier = [...this.#ends];
    const own: { at: number | undefined } = { at: undefined };
    this.#ends.push(own);
    const calledAt = this.#surroundings.now++;
    const end = (error?: unknown) => {
      own.at = this.#surroundings.now++;
      const turnAt = Math.max(calledAt, ...earlier.map(({ at }) => at ?? 0));
      // Nothing of an earlier call's counts.
      const turn = this.#log.filter(({ sentAt }) => sentAt > turnAt);
      if (error !== undefined) this.problems.push(...findFalseRefusal(name, turn, error));
      else {
        if (earlier.some(({ at }) => at === undefined))
          this.problems.push(`${name}() overtook an earlier call`);
        onSuccess(turn);
      }
      this.check(name);
    };
    await call.then(
      () => end(),
      (error: unknown) => end(error),
    );
  }
}

/** An error that says that nothing was changed, although GitLab has carried out a write and nothing else was read. */
export function findFalseRefusal(name: string, requests: readonly SentRequest[], error: unknown): string[] {
  if (!isJobTokenScopeError(error)) return [`${name}() threw ${error}`];
  const write = requests.find(({ method, response }) => method === "PATCH" && response?.status === 204);
  const reported = reportedValue(requests.at(-1));
  // Somebody else may have changed it back.
  const isReadBack = reported !== undefined && write?.body !== JSON.stringify({ enabled: reported });
  return write !== undefined && !isReadBack && !openCodes.includes(error.code)
    ? [`${name}() failed with ${error.code} after ${describe(requests)}`]
    : [];
}

/** Whether the value was written, and then read by the last request. */
export function isConfirmed(requests: readonly SentRequest[], enabled: boolean): boolean {
  const write = requests.findLastIndex(({ method }) => method === "PATCH");
  const isWritten = requests[write]?.body === JSON.stringify({ enabled });
  return isWritten && requests.length - 1 > write && reportedValue(requests.at(-1)) === enabled;
}

/** The setting that GitLab's response reports, if it reached the client. */
function reportedValue(request: SentRequest | undefined): boolean | undefined {
  const { method, response } = request ?? {};
  if (method !== "GET" || response?.status !== 200 || !response.isDelivered) return undefined;
  return (JSON.parse(response.body) as { inbound_enabled: boolean }).inbound_enabled;
}

export function describe(requests: readonly SentRequest[]): string {
  const shown = requests.map(({ method, body, response }) => {
    const received = response === undefined ? "nothing" : `${response.status} ${response.body.slice(0, 60)}`;
    return `${method} ${body} → ${received}${response?.isDelivered === false ? " (lost)" : ""}`;
  });
  return `[${shown.join("; ")}]`;
}
