import type { MockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { createGitLab, type GitLab } from "@gitlab-job-token-scope/facade";
import type { ManualTimeouts } from "../matrix/manual-timeouts.js";

/** What may go wrong with a request, or happen right after it. */
export const faultNames = [
  "none",
  "502 before the change",
  "502 after the change",
  "reset before the change",
  "reset after the change",
  "sign-in page after the change",
  "silence after the change",
  "429",
  "409",
  "somebody turns it on",
  "somebody turns it off",
] as const;
export type FaultName = (typeof faultNames)[number];

/** A request that a client sent. */
export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly sentAt: number;
  /** GitLab's own response, also where it did not reach the client. */
  response?: {
    readonly at: number;
    readonly status: number;
    readonly body: string;
    readonly isDelivered: boolean;
  };
}

/** One GitLab, the faults that are left, and a clock that counts events. */
export interface Surroundings {
  readonly server: MockGitLab;
  readonly timeouts: ManualTimeouts;
  /** Taken one by one, by whichever request comes next. */
  readonly faults: FaultName[];
  readonly pending: Promise<unknown>[];
  /** Called before and after each request that GitLab receives. */
  readonly observe?: () => void;
  now: number;
  /** How much was tested. */
  deliveredFaults: number;
  confirmedSaves: number;
}

/** A client of its own: what is in its log was sent by its calls. */
export function connect(surroundings: Surroundings): { gitlab: GitLab; log: SentRequest[] } {
  const { server, timeouts } = surroundings;
  const log: SentRequest[] = [];
  const timeoutMs = timeouts.createLimitMs();
  const gitlab = createGitLab({
    url: server.url,
    token: server.token,
    timeoutMs,
    fetch: (request) => send(request, log, surroundings, () => timeouts.elapse(timeoutMs)),
  });
  return { gitlab, log };
}

/** Somebody else's request, without faults. */
export async function asSomebody(
  { server, observe }: Surroundings,
  method: string,
  path: string,
  body?: object,
): Promise<void> {
  observe?.();
  const headers = { "private-token": server.token, "content-type": "application/json" };
  await server.fetch(`${server.apiUrl}${path}`, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  observe?.();
}

/** Lets others go on for some turns of the event loop. */
export async function pause(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
}

async function send(
  request: Request,
  log: SentRequest[],
  surroundings: Surroundings,
  timeOut: () => void,
): Promise<Response> {
  const { server, faults, pending, observe } = surroundings;
  const { method, url, headers, signal } = request;
  const fault = faults.shift() ?? "none";
  const body = request.body === null ? null : await request.text();
  const path = new URL(url).pathname.replace("/api/v4", "");
  const sent: SentRequest = { method, path, body: body ?? "", sentAt: surroundings.now++ };
  log.push(sent);
  headers.set("x-sent-at", String(sent.sentAt));
  /** Counts a fault that happens to an attempt which has not ended. */
  const happens = <Value>(value: Value): Value => {
    if (!signal.aborted) surroundings.deliveredFaults++;
    return value;
  };
  const isDelivered = fault === "none" || fault.startsWith("somebody");
  /** GitLab carries it out, also when the client gives up. */
  const carryOut = async (): Promise<Response> => {
    observe?.();
    const response = await server.fetch(url, { method, headers, body });
    observe?.();
    const text = await response.clone().text();
    sent.response = { at: surroundings.now++, status: response.status, body: text, isDelivered };
    return response;
  };
  const deliver = async (): Promise<Response> => {
    switch (fault) {
      case "502 before the change":
        return happens(new Response(null, { status: 502 }));
      case "429":
        return happens(new Response("Retry later", { status: 429 }));
      case "409":
        return happens(new Response('{"message":"409 Conflict: Resource lock"}', { status: 409 }));
      case "reset before the change":
        throw happens(new TypeError("fetch failed"));
    }
    const carriedOut = carryOut();
    pending.push(carriedOut);
    const response = await carriedOut;
    switch (fault) {
      case "502 after the change":
        return happens(new Response(null, { status: 502 }));
      case "reset after the change":
        throw happens(new TypeError("fetch failed"));
      case "sign-in page after the change":
        return happens(new Response("<html>", { headers: { "content-type": "text/html" } }));
      case "silence after the change":
        if (!signal.aborted) {
          timeOut();
          if (signal.aborted) surroundings.deliveredFaults++;
        }
        return new Promise(() => {});
      case "somebody turns it on":
      case "somebody turns it off": {
        const enabled = fault === "somebody turns it on";
        await asSomebody(surroundings, "PATCH", "/projects/1/job_token_scope", { enabled });
        return happens(response);
      }
      default:
        return response;
    }
  };
  const delivery = deliver();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  return Promise.race([delivery, aborted]);
}
