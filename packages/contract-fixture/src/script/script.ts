import { ExpectationError } from "../expectation-error.js";
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

/** A script that has responses left: `responses` are those that are left. */
export interface PendingScript extends ScriptPart {
  /** The number of responses that were used. */
  readonly used: number;
}

/** The response to a request, and the match that it belongs to. */
export interface NextResponse {
  readonly response: ScriptedResponse;
  readonly match: RequestMatch;
}

const pass: NextResponse = { response: "pass", match: {} };

/** The remaining scripted responses. The first part that matches a request provides the response. */
export class Script {
  readonly #parts: { part: ScriptPart; remaining: ScriptedResponse[]; used: number }[] = [];

  add(part: ScriptPart): void {
    if (part.responses.length > 0) this.#parts.push({ part, remaining: [...part.responses], used: 0 });
  }

  /** Removes and returns the next response to a request. */
  next(request: MatchableRequest): NextResponse {
    const index = this.#parts.findIndex(({ part }) => matches(part.match, request));
    const matching = this.#parts[index];
    if (matching === undefined) return pass;
    const { part, remaining } = matching;
    const response = remaining.shift();
    matching.used += 1;
    if (part.repeat && remaining.length === 0) remaining.push(...part.responses);
    if (remaining.length === 0) this.#parts.splice(index, 1);
    // Stryker disable next-line StringLiteral: there is a response left in each part.
    return { response: response ?? "pass", match: part.match };
  }

  /** The scripts that have responses left, in the order in which they apply. */
  get pending(): readonly PendingScript[] {
    return this.#parts.map(({ part, remaining, used }) => ({ ...part, responses: [...remaining], used }));
  }

  /**
   * Checks that all responses were used, and those of a repeated script at least in part.
   *
   * @throws {ExpectationError} If there are others. The message lists them.
   */
  assertUsed(): void {
    const unused = this.pending.filter(({ repeat, used }) => !repeat || used === 0);
    if (unused.length === 0) return;
    const lines = unused.map(
      ({ match, responses, used }) =>
        `\n  ${JSON.stringify(match)}: ${used} used, ${responses.length} left: ${JSON.stringify(responses)}`,
    );
    throw new ExpectationError(`${unused.length} script(s) have unused responses:${lines.join("")}`);
  }

  clear(): void {
    this.#parts.length = 0;
  }
}
