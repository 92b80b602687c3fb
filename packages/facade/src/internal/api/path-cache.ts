import { isJobTokenScopeError } from "../../errors/job-token-scope-error.js";
import type { GroupId, ProjectId } from "../../ids.js";
import { isId, type Target } from "../../reference.js";
import { Call } from "../http/call.js";
import { type Exchange, exchange, read } from "../http/exchange.js";

/** How the ID of a path is looked up: the request, which calls can share, and how its response is read. */
interface LookUp<Id> {
  send(call: Call, path: string): Promise<Exchange>;
  decode(data: Found | undefined): Id | undefined;
}

/** What a look-up needs of a project or a group. */
interface Found {
  readonly id: number;
}

const getProject = {
  method: "get",
  path: "/api/v4/projects/{id}",
  status: 200,
  isRedirected: true,
} as const;
const getGroup = { method: "get", path: "/api/v4/groups/{id}", status: 200, isRedirected: true } as const;

export const projectLookUp: LookUp<ProjectId> = {
  send: (call, path) => exchange(call, getProject, { params: { path: { id: path } } }),
  decode: (data) => (isId<ProjectId>(data?.id) ? data.id : undefined),
};

export const groupLookUp: LookUp<GroupId> = {
  send: (call, path) =>
    exchange(call, getGroup, { params: { path: { id: path }, query: { with_projects: false } } }),
  decode: (data) => (isId<GroupId>(data?.id) ? data.id : undefined),
};

/** How many paths are remembered. Past that, the one that was used least recently is forgotten. */
const maxPaths = 1_000;

/** A request that is under way, for all calls that wait for it. */
interface SharedLookUp {
  readonly call: Call;
  readonly exchange: Promise<Exchange>;
  waiting: number;
}

/** Resolves paths to IDs, each once. GitLab takes only IDs in POST and DELETE. Failed look-ups are not remembered. */
export class PathCache<Id extends number> {
  readonly #lookUp: LookUp<Id>;
  readonly #ids = new Map<string, Id>();
  readonly #lookUps = new Map<string, SharedLookUp>();
  /** Another one whenever something is forgotten: a look-up that began before may find the ID that is meant. */
  #age = {};

  constructor(lookUp: LookUp<Id>) {
    this.#lookUp = lookUp;
  }

  /**
   * The ID of a target. It is stored in the target, so that every later call uses the same one.
   *
   * @param find Finds the ID in a response that is needed anyway. When it does not, the path is looked up.
   */
  async resolve(
    call: Call,
    target: Target<Id>,
    find?: (path: string) => Promise<Id | undefined>,
  ): Promise<Id> {
    if (target.id !== undefined) return target.id;
    // A target without an ID has a path.
    const path = String(target.path);
    const key = path.toLowerCase();
    const age = this.#age;
    const id =
      this.#ids.get(key) ??
      (await find?.(path)) ??
      read(call, await this.#share(call, path), this.#lookUp.decode);
    if (this.#age === age) this.#remember(key, id);
    // A call that ran at the same time may have stored one before.
    target.id ??= id;
    return target.id;
  }

  /** Whether there is such a project or group, and the token's user can see it. Always sends a request. */
  async isVisible(call: Call, { id, path = "" }: Target<Id>): Promise<boolean> {
    try {
      read(call, await this.#lookUp.send(call, id === undefined ? path : String(id)), this.#lookUp.decode);
      return true;
    } catch (error) {
      if (isJobTokenScopeError(error) && error.code === "not_found") return false;
      throw error;
    }
  }

  /** Forgets a path, or all of them. No later call shares a look-up that is under way. */
  forget(path?: string): void {
    this.#age = {};
    this.#lookUps.clear();
    if (path === undefined) this.#ids.clear();
    else this.#ids.delete(path.toLowerCase());
  }

  /** Forgets an ID that GitLab did not find: its path may belong to another project by now. */
  forgetId(id: Id | undefined): void {
    for (const [path, known] of this.#ids) if (known === id) this.#ids.delete(path);
  }

  /** Waits for the look-up that is under way, or starts one. It is stopped when no call waits for it any more. */
  async #share(call: Call, path: string): Promise<Exchange> {
    const { timeoutMs, retryLimit, maxRetryAfterMs } = call.limits;
    // Calls with other limits per request do not share it.
    // Stryker disable next-line MethodExpression: capital letters would do as well
    const key = `${path.toLowerCase()} ${timeoutMs} ${retryLimit} ${maxRetryAfterMs}`;
    return call.wait(async () => {
      const lookUp = this.#lookUps.get(key) ?? this.#start(key, call, path);
      lookUp.waiting++;
      call.share(lookUp.call);
      const leave = (): void => {
        lookUp.waiting--;
        if (lookUp.waiting > 0) return;
        if (this.#lookUps.get(key) === lookUp) this.#lookUps.delete(key);
        // Stryker disable next-line StringLiteral: no call is left that could report the code
        lookUp.call.stop("aborted", undefined);
      };
      const unregister = call.onStop(leave);
      const exchange = await lookUp.exchange;
      // Stryker disable next-line CallExpression: leaving a look-up that has ended changes nothing
      unregister();
      return exchange;
    });
  }

  #start(key: string, { client, limits, number }: Call, path: string): SharedLookUp {
    const call = new Call(client, {}, { ...limits, signals: [], totalTimeoutMs: undefined }, number);
    const exchange = this.#lookUp.send(call, path);
    const lookUp = { call, exchange, waiting: 0 };
    this.#lookUps.set(key, lookUp);
    void exchange.then(() => {
      if (this.#lookUps.get(key) === lookUp) this.#lookUps.delete(key);
    });
    return lookUp;
  }

  /** Puts a path last, behind all that were not used since. */
  #remember(key: string, id: Id): void {
    this.#ids.delete(key);
    this.#ids.set(key, id);
    for (const oldest of this.#ids.keys()) {
      if (this.#ids.size <= maxPaths) return;
      this.#ids.delete(oldest);
    }
  }
}
