import { setTimeout as wait } from "node:timers/promises";
import type { ProjectChange } from "../gitlab/project-change.js";
import type { GitLabResponse } from "../gitlab/response.js";
import type { DroppedResponse, ScriptedHeader, ScriptedResponse } from "./scripted-response.js";

/** The result of a request to which a script may have applied. */
export type ScriptResult<Response> =
  /** The script's response, which replaces GitLab's. A status of 0 resets the connection. */
  | { readonly scripted: GitLabResponse }
  /** GitLab's response. */
  | { readonly actual: Response };

/** The fixture, as far as a scripted response affects it. */
export interface ScriptContext<Response> {
  /** Forwards the request to GitLab. */
  forward(): Promise<Response>;
  /** Changes a project. */
  change(change: ProjectChange): void;
  /** Aborted when the fixture closes; ends delays. */
  readonly signal: AbortSignal;
}

/** Applies one scripted response: waits, forwards the request if required, and returns the response to send. */
export async function applyScriptedResponse<Response>(
  response: ScriptedResponse,
  context: ScriptContext<Response>,
): Promise<ScriptResult<Response>> {
  if (response === "pass") return { actual: await context.forward() };
  if (response.delayMs !== undefined)
    await wait(response.delayMs, undefined, { signal: context.signal }).catch(() => {});
  const result = await resolve(response, context);
  if (response.meanwhile !== undefined) context.change(response.meanwhile);
  return result;
}

async function resolve<Response>(
  response: Exclude<ScriptedResponse, "pass">,
  context: ScriptContext<Response>,
): Promise<ScriptResult<Response>> {
  if ("drop" in response) {
    if (response.drop === "after") await context.forward();
    return { scripted: { status: 0 } };
  }
  const scripted = build(response);
  if (scripted === undefined) return { actual: await context.forward() };
  if ("applied" in response && response.applied) await context.forward();
  return { scripted };
}

function build(response: Exclude<ScriptedResponse, "pass" | DroppedResponse>): GitLabResponse | undefined {
  if ("html" in response) {
    return toResponse(
      response.status ?? 200,
      { "content-type": "text/html; charset=utf-8", ...response.headers },
      response.html,
    );
  }
  if ("malformedJson" in response) {
    return toResponse(
      response.status ?? 200,
      { "content-type": "application/json", ...response.headers },
      response.malformedJson,
    );
  }
  if ("redirect" in response) {
    return toResponse(
      response.status ?? 302,
      { location: response.redirect, ...response.headers },
      undefined,
    );
  }
  if (response.status === undefined) return undefined;
  const { status, body, headers } = response;
  const type = typeof body === "string" ? "text/plain; charset=utf-8" : "application/json";
  return toResponse(status, { ...(body !== undefined && { "content-type": type }), ...headers }, body);
}

function toResponse(status: number, headers: Record<string, ScriptedHeader>, body: unknown): GitLabResponse {
  const entries = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    typeof value === "string" ? value : toHttpDate(Date.now() + value.dateInMs),
  ]);
  return { status, headers: Object.fromEntries(entries), body };
}

/** HTTP dates have whole seconds. Rounds up, so that a date in the near future is not in the past. */
function toHttpDate(ms: number): string {
  return new Date(Math.ceil(ms / 1000) * 1000).toUTCString();
}
