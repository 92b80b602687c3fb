import {
  type MockGitLab,
  type MockGitLabOptions,
  startMockGitLab,
} from "@gitlab-job-token-scope/contract-fixture";
import { onTestFinished } from "vitest";

/** What came back of a call. */
export interface CallAnswer {
  status: number;
  headers: Headers;
  /** The JSON value, or the text where it is none; undefined for an empty body. */
  body: unknown;
}

export interface CallOptions {
  body?: unknown;
  token?: string | null;
  headers?: Record<string, string>;
}

/** A fixture for one test, and a function that calls its API over HTTP. */
export async function start(
  options?: MockGitLabOptions,
): Promise<{ gitlab: MockGitLab; call: (request: string, options?: CallOptions) => Promise<CallAnswer> }> {
  const gitlab = await startMockGitLab(options);
  onTestFinished(() => gitlab.close());
  const call = async (request: string, { body, token = gitlab.token, headers }: CallOptions = {}) => {
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
  return { gitlab, call };
}

function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What GitLab answers when a rule of its own forbids a change. */
export function rule(text: string): Pick<CallAnswer, "status" | "body"> {
  return { status: 400, body: { message: `400 Bad request - ${text}` } };
}
