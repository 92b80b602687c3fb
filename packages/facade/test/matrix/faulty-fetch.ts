import type { MockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import type { Fault, When } from "./faults.js";
import type { FaultTarget } from "./operation.js";

/** A fault, and where and when it is injected. */
export interface Injection {
  readonly target: Pick<FaultTarget, "name" | "method" | "occurrence">;
  readonly fault: Fault;
  readonly when: When;
  /** Whether every attempt is hit, or only the first. */
  readonly isRepeated: boolean;
}

/** Consecutive attempts of equal requests: a request and its retries. */
interface Streak {
  readonly name: string;
  /** Which one among the streaks of this name, from 1. */
  readonly occurrence: number;
  attempts: number;
}

/** How often a fault was delivered, in how many attempts of its request, and how many of these GitLab carried out. */
export interface InjectionCounts {
  readonly delivered: number;
  readonly attempts: number;
  readonly carriedOut: number;
}

/** What became of an injection. */
interface Progress {
  readonly injection: Injection;
  /** How many attempts it was chosen for. */
  chosen: number;
  /** How many times the client got the fault itself: a rejection, a replaced response, a body that stopped. */
  delivered: number;
  /** How many times GitLab received the request all the same. */
  carriedOut: number;
}

export interface FaultyFetchInit {
  readonly server: MockGitLab;
  readonly token: string;
  /** Lets the attempt time out that is under way. */
  readonly timeOut: () => void;
  /** The URL of a server whose bodies say that they are compressed, and are not. */
  readonly brokenGzipUrl: string;
  /** Called when a fault is delivered for the first time, before GitLab sees the request. */
  readonly onFirstFault: () => void;
}

/** A fetch between facade and fixture that records what is sent, and injects faults. No socket is needed for most. */
export class FaultyFetch {
  readonly #init: FaultyFetchInit;
  readonly #late: Promise<unknown>[] = [];
  #streaks: Streak[] = [];
  #injections: Progress[] = [];

  constructor(init: FaultyFetchInit) {
    this.#init = init;
  }

  /** What was sent since the last start. */
  get streaks(): readonly Readonly<Streak>[] {
    return this.#streaks;
  }

  /** Forgets what was sent and injected, and injects faults from now on. */
  start(...injections: Injection[]): void {
    this.#streaks = [];
    this.#injections = injections.map((injection) => ({
      injection,
      chosen: 0,
      delivered: 0,
      carriedOut: 0,
    }));
  }

  /** What became of an injection, and how many attempts were made of its request. */
  countsOf(injection: Injection): InjectionCounts {
    const { name, occurrence = 1 } = injection.target;
    const progress = this.#injections.find((one) => one.injection === injection);
    const streak = this.#streaks.find((one) => one.name === name && one.occurrence === occurrence);
    return {
      delivered: progress?.delivered ?? 0,
      carriedOut: progress?.carriedOut ?? 0,
      attempts: streak?.attempts ?? 0,
    };
  }

  /** Resolves when GitLab is done with what it received late. */
  async settled(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all(this.#late);
  }

  readonly fetch = async (original: Request): Promise<Response> => {
    const body = original.body === null ? null : await original.text();
    // The body was read, so the request is made again.
    const { url, method, headers, signal } = original;
    const request = body === null ? original : new Request(url, { method, headers, signal, body });
    const { name, occurrence } = this.#record(nameOf(request, body ?? ""));
    const found = this.#injections.find(
      ({ injection: { target, isRepeated }, chosen }) =>
        target.name === name && (target.occurrence ?? 1) === occurrence && (isRepeated || chosen === 0),
    );
    if (found === undefined) return this.#pass(request);
    if (this.#injections.every(({ chosen }) => chosen === 0)) this.#init.onFirstFault();
    found.chosen++;
    return this.#inject(found, request);
  };

  #record(name: string): Streak {
    const last = this.#streaks.at(-1);
    const occurrence = this.#streaks.filter((one) => one.name === name).length;
    const streak = last?.name === name ? last : { name, occurrence: occurrence + 1, attempts: 0 };
    if (streak !== last) this.#streaks.push(streak);
    streak.attempts++;
    return streak;
  }

  #pass(request: Request): Promise<Response> {
    const { server, token } = this.#init;
    const expected = `Bearer ${token}`;
    if (request.headers.get("authorization") === expected) return server.fetch(request);
    // A token function returns another token each time, and GitLab knows one.
    const known = new Request(request);
    known.headers.set("authorization", expected);
    return server.fetch(known);
  }

  /** Has GitLab carry out the request, whatever becomes of the client's attempt. */
  #carryOut(request: Request): Promise<Response> {
    return this.#pass(new Request(request, { signal: null }));
  }

  async #inject(progress: Progress, request: Request): Promise<Response> {
    const { target, fault, when } = progress.injection;
    const { timeOut, brokenGzipUrl } = this.#init;
    const carryOut = () => {
      progress.carriedOut++;
      return this.#carryOut(request);
    };
    const passed = when === "after" ? await carryOut() : undefined;
    const faulty = fault.response?.(target, new URL(request.url));
    const response = faulty === undefined ? passed : toResponse(faulty);
    /** Only a time-out that has ended the attempt is delivered. */
    const endAttempt = () => {
      timeOut();
      if (request.signal.aborted) progress.delivered++;
    };
    switch (fault.transport) {
      case "reset":
        progress.delivered++;
        throw new TypeError("fetch failed", {
          cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }),
        });
      case "breaks off":
        return truncate(response, (controller) => {
          progress.delivered++;
          controller.error(new TypeError("terminated"));
        });
      case "does not end":
        return truncate(response, endAttempt);
      case "broken gzip": {
        const broken = await fetch(brokenGzipUrl, { headers: { "x-status": String(response?.status) } });
        if (broken.headers.get("content-encoding") === "gzip") progress.delivered++;
        return broken;
      }
      case "no Response object":
        progress.delivered++;
        return undefined as unknown as Response;
      case "silence":
        endAttempt();
        if (when === "late") this.#late.push(carryOut());
        throw request.signal.reason;
      default:
        if (faulty === undefined) throw new Error(`the fault "${fault.name}" has no response`);
        progress.delivered++;
        return toResponse(faulty);
    }
  }
}

function nameOf({ method, url }: Request, body: string): string {
  const { origin, pathname, searchParams } = new URL(url);
  const page = searchParams.get("page") ?? "1";
  const path = pathname.replace("/api/v4", "");
  const host = /^http:\/\/127\./.test(origin) ? "" : ` at ${origin}`;
  return `${method} ${path}${page === "1" ? "" : ` page ${page}`}${body && ` ${body}`}${host}`;
}

function toResponse({ status, headers, body }: ReturnType<NonNullable<Fault["response"]>>): Response {
  // A Response cannot be made with status 0; it is not delivered either.
  return new Response(body ?? null, { status: status === 0 ? 200 : status, ...(headers && { headers }) });
}

/** A response that stops after the first half of its body: it fails there, or nothing more arrives. */
async function truncate(
  response: Response | undefined,
  onStop: (controller: ReadableStreamDefaultController) => void,
): Promise<Response> {
  if (response === undefined) throw new Error("there is no response to truncate");
  const bytes = new Uint8Array(await response.arrayBuffer());
  let isSent = false;
  // Called again only when the reader waits for more.
  const pull = (controller: ReadableStreamDefaultController) => {
    if (isSent) return onStop(controller);
    isSent = true;
    controller.enqueue(bytes.slice(0, bytes.length / 2));
  };
  return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }), response);
}
