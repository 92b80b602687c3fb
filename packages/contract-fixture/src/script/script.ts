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
    this.#parts.push({ part, left: [...part.answers] });
  }

  /** The next answer to a request, which is used up by this. */
  take(request: MatchedRequest): ScriptedAnswer {
    const found = this.#parts.find(({ part, left }) => left.length > 0 && matches(part.match, request));
    const answer = found?.left.shift();
    if (found?.part.repeat && found.left.length === 0) found.left.push(...found.part.answers);
    return answer ?? "pass";
  }

  clear(): void {
    this.#parts.length = 0;
  }
}
