import {
  type MockGitLab,
  type MockGitLabOptions,
  startMockGitLab,
} from "@gitlab-job-token-scope/contract-fixture";
import { expect, onTestFinished } from "vitest";

/** The response to a call. */
export interface CallResponse {
  status: number;
  headers: Headers;
  /** The JSON value, or the text if it is not JSON; undefined for an empty body. */
  body: unknown;
}

export interface CallOptions {
  body?: unknown;
  token?: string | null;
  headers?: Record<string, string>;
}

/** Calls an operation: `call("GET /projects/1")`. Sends the token of the fixture by default. */
export type Call = (request: string, options?: CallOptions) => Promise<CallResponse>;

/** Starts a fixture for one test, and returns a function that calls its API over HTTP. */
export async function start(options?: MockGitLabOptions): Promise<{ gitlab: MockGitLab; call: Call }> {
  const gitlab = await startMockGitLab(options);
  onTestFinished(() => gitlab.close());
  return { gitlab, call: createCall(gitlab) };
}

/** Creates a function that calls the API of a fixture over HTTP. */
export function createCall(gitlab: MockGitLab): Call {
  return async (request, { body, token = gitlab.token, headers } = {}) => {
    const [method = "", path = ""] = request.split(" ");
    const response = await fetch(`${gitlab.apiUrl}${path}`, {
      method,
      redirect: "manual",
      headers: {
        ...(token !== null && { "private-token": token }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: parse(await response.text()) };
  };
}

/** Resolves when requests have used up the scripts of a fixture. A script that delays its response does so from then on. */
export async function scriptsUsed(gitlab: MockGitLab): Promise<void> {
  await expect.poll(() => gitlab.scripts()).toEqual([]);
}

/**
 * Resolves after some turns of the event loop: what has begun in this process without waiting for time has come to its end,
 * however busy the machine is.
 */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The expected response if a rule of GitLab forbids a change. */
export function ruleViolation(reason: string): Pick<CallResponse, "status" | "body"> {
  return { status: 400, body: { message: `400 Bad request - ${reason}` } };
}
