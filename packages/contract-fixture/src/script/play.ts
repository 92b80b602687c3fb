import { setTimeout as wait } from "node:timers/promises";
import type { Answer } from "../gitlab/answer.js";
import type { ProjectChange } from "../gitlab/project-change.js";
import type { ScriptedAnswer, ScriptedHeader } from "./scripted-answer.js";

/** How a request was answered, and whether by a script. */
export interface Played<Response> {
  /** The script's answer; undefined where GitLab's own is to be sent. A status of 0 resets the connection. */
  readonly scripted?: Answer;
  /** GitLab's own answer, where the request was carried out. */
  readonly own?: Response;
}

/** What playing an answer works on. */
export interface Stage<Response> {
  /** Has the request carried out. */
  carryOut(): Promise<Response>;
  /** Changes the world. */
  change(change: ProjectChange): void;
  /** Ends every wait. */
  readonly ending: AbortSignal;
}

/** Carries out one scripted answer: waits, has GitLab act where it should, and says what is to be sent. */
export async function play<Response>(
  answer: ScriptedAnswer,
  stage: Stage<Response>,
): Promise<Played<Response>> {
  if (answer === "pass") return { own: await stage.carryOut() };
  if (answer.delayMs !== undefined)
    await wait(answer.delayMs, undefined, { signal: stage.ending }).catch(() => {});
  const played = await sendInstead(answer, stage);
  if (answer.meanwhile !== undefined) stage.change(answer.meanwhile);
  return played;
}

async function sendInstead<Response>(
  answer: Exclude<ScriptedAnswer, "pass">,
  stage: Stage<Response>,
): Promise<Played<Response>> {
  if ("drop" in answer) {
    if (answer.drop === "after") await stage.carryOut();
    return { scripted: { status: 0 } };
  }
  const scripted = write(answer);
  if (scripted === undefined) return { own: await stage.carryOut() };
  if ("applied" in answer && answer.applied) await stage.carryOut();
  return { scripted };
}

function write(answer: Exclude<ScriptedAnswer, "pass">): Answer | undefined {
  if ("html" in answer) {
    return respond(
      answer.status ?? 200,
      { "content-type": "text/html; charset=utf-8", ...answer.headers },
      answer.html,
    );
  }
  if ("malformedJson" in answer) {
    return respond(
      answer.status ?? 200,
      { "content-type": "application/json", ...answer.headers },
      answer.malformedJson,
    );
  }
  if ("redirect" in answer) {
    return respond(answer.status ?? 302, { location: answer.redirect, ...answer.headers }, undefined);
  }
  if (!("status" in answer) || answer.status === undefined) return undefined;
  const { status, body, headers } = answer;
  const type = typeof body === "string" ? "text/plain; charset=utf-8" : "application/json";
  return respond(status, { ...(body !== undefined && { "content-type": type }), ...headers }, body);
}

function respond(status: number, headers: Record<string, ScriptedHeader>, body: unknown): Answer {
  const written = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    typeof value === "string" ? value : toHttpDate(Date.now() + value.dateInMs),
  ]);
  return { status, headers: Object.fromEntries(written), body };
}

/** Whole seconds are all that HTTP writes; a date that was asked for in a moment must not be past. */
function toHttpDate(ms: number): string {
  return new Date(Math.ceil(ms / 1000) * 1000).toUTCString();
}
