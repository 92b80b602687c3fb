import { type ApiRequest, type Client, NoResponseError } from "./client.js";
import { compare, isExpected } from "./compare.js";
import { tokenHeaders } from "./project-state.js";
import type { RowResult } from "./result.js";
import type { Level, Row, Step, Values } from "./row.js";
import { fill, fillJson, MissingValueError } from "./template.js";

/** What is missing if a value is not known. */
const missing: Readonly<Record<string, string>> = {
  group: "the project is not in a group that the token can read",
  groupPath: "the project is not in a group that the token can read",
  own: "the project was added to its own allowlist, which could not be undone",
};

/** The part of a result that says how a row ended. */
export type Outcome = Pick<RowResult, "result" | "request" | "expected" | "actual" | "reason">;

/** Sends the requests of a row until a response differs, or the signal stops it. */
export async function tryRow(
  client: Client,
  row: Row,
  level: Level,
  values: Partial<Values>,
  signal?: AbortSignal,
): Promise<Outcome> {
  try {
    for (const step of row.steps) {
      if (signal?.aborted) return { result: "not tried", reason: "verify was stopped" };
      const response = await client.send(toRequest(client, step, level, values));
      if (row.unless !== undefined && isExpected(row.unless, response, values)) {
        return { result: "not tried", reason: row.unless.reason };
      }
      const difference = compare(step.expect, response, values, client.token);
      if (difference === undefined) continue;
      const request = String(fill(step.send, values));
      return { result: "differs", request, ...difference };
    }
    return { result: "holds" };
  } catch (error) {
    if (error instanceof NoResponseError) return { result: "not tried", reason: error.message };
    if (error instanceof MissingValueError) {
      return { result: "not tried", reason: missing[error.value] ?? error.message };
    }
    throw error;
  }
}

function toRequest(client: Client, step: Step, level: Level, values: Partial<Values>): ApiRequest {
  const {
    send,
    token = level === "anonymous" ? "none" : "header",
    headers,
    body,
    type = "application/json",
  } = step;
  const [method = "", path = ""] = String(fill(send, values)).split(" ");
  return {
    method,
    path,
    headers: {
      ...toTokenHeaders(client, token),
      ...(body !== undefined && type !== null && { "content-type": type }),
      ...headers,
    },
    body: typeof body === "string" ? String(fill(body, values)) : JSON.stringify(fillJson(body, values)),
  };
}

function toTokenHeaders(client: Client, token: Step["token"]): Record<string, string> {
  if (token === "none") return {};
  if (token === "unknown") return { "private-token": "unknown" };
  return token === "bearer" ? { authorization: `Bearer ${client.token}` } : tokenHeaders(client);
}
