import { type MatchedRequest, matches, type RequestMatch } from "./request-match.js";
import type { ScriptedAnswer } from "./scripted-answer.js";

/** What the requests that match are answered with, in sequence. */
export interface ScriptPart {
  match: RequestMatch;
  answers: readonly ScriptedAnswer[];
  /** Whether to begin again after the last answer. @default false */
  repeat?: boolean;
}

/** What is scripted and not yet answered. A request is answered by the first part that matches it and has an answer left. */
export class Script {
  readonly #parts: { part: ScriptPart; left: ScriptedAnswer[] }[] = [];

  add(part: ScriptPart): void {
    if (part.answers.length > 0) this.#parts.push({ part, left: [...part.answers] });
  }

  /** The next answer to a request, which is used up by this. */
  take(describe: () => MatchedRequest): ScriptedAnswer {
    if (this.#parts.length === 0) return "pass";
    const request = describe();
    const index = this.#parts.findIndex(({ part }) => matches(part.match, request));
    const found = this.#parts[index];
    if (found === undefined) return "pass";
    const { part, left } = found;
    const answer = left.shift();
    if (part.repeat && left.length === 0) left.push(...part.answers);
    if (left.length === 0) this.#parts.splice(index, 1);
    return answer ?? "pass";
  }

  clear(): void {
    this.#parts.length = 0;
  }
}
