import { type MatchableRequest, matches, type RequestMatch } from "./request-match.js";
import type { ScriptedResponse } from "./scripted-response.js";

/** Responses for the next matching requests, in order. */
export interface ScriptPart {
  match: RequestMatch;
  /** The responses. */
  responses: readonly ScriptedResponse[];
  /** Whether to start over after the last response. @default false */
  repeat?: boolean;
}

/** The remaining scripted responses. The first part that matches a request provides the response. */
export class Script {
  readonly #parts: { part: ScriptPart; remaining: ScriptedResponse[] }[] = [];

  add(part: ScriptPart): void {
    if (part.responses.length > 0) this.#parts.push({ part, remaining: [...part.responses] });
  }

  /** Removes and returns the next response to a request. */
  next(getRequest: () => MatchableRequest): ScriptedResponse {
    if (this.#parts.length === 0) return "pass";
    const request = getRequest();
    const index = this.#parts.findIndex(({ part }) => matches(part.match, request));
    const match = this.#parts[index];
    if (match === undefined) return "pass";
    const { part, remaining } = match;
    const response = remaining.shift();
    if (part.repeat && remaining.length === 0) remaining.push(...part.responses);
    if (remaining.length === 0) this.#parts.splice(index, 1);
    return response ?? "pass";
  }

  clear(): void {
    this.#parts.length = 0;
  }
}
