import type { EngineRequest, EngineResponse } from "./engine/engine.js";
import { maskBody, maskHeaders, maskQuery } from "./mask.js";
import type { Note } from "./note.js";
import type { Violation } from "./violation.js";

/** A request that the fixture received, and the status of its response. */
export interface RecordedRequest {
  readonly method: string;
  /** The path and query, as sent. */
  readonly path: string;
  /** Names are in lower case. Credentials are masked. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body: a JSON value or text. Undefined if there was none, a placeholder if it was too long. */
  readonly body: unknown;
  /** The `operationId`, if the document has an operation for the request. */
  readonly operation?: string;
  /** The status of the response; 0 if a script reset the connection. */
  readonly status: number;
  readonly violations: readonly Violation[];
  /** What GitLab accepts, although the document does not declare it. */
  readonly notes: readonly Note[];
}

/** The maximum number of requests, of violations and of notes in the journal. The oldest are dropped. */
const maxEntries = 10_000;
/** The maximum number of violations recorded per request: a body can have any number of invalid fields. */
const maxViolations = 100;
/** The maximum length of a recorded body or message. Longer ones are replaced by their length. */
const maxCharacters = 10_000;

/** The requests, violations and notes since the fixture was started or reset. */
export class Journal {
  readonly #requests: RecordedRequest[] = [];
  readonly #violations: Violation[] = [];
  readonly #notes: Note[] = [];

  /** Records a request. Returns the recorded object itself, not a copy. */
  record(
    request: EngineRequest,
    { operation, status, violations, notes = [] }: EngineResponse,
  ): RecordedRequest {
    const recorded: RecordedRequest = {
      method: request.method,
      path: request.url.pathname + maskQuery(request.url),
      headers: maskHeaders(request.headers),
      body: request.text.length > maxCharacters ? limitLength(request.text) : maskBody(request.body.value),
      ...(operation !== undefined && { operation }),
      status,
      violations: violations.slice(0, maxViolations).map(limitMessage),
      notes: notes.map(limitMessage),
    };
    this.#requests.push(recorded);
    if (this.#requests.length > maxEntries) this.#requests.shift();
    this.#violations.push(...recorded.violations);
    this.#violations.splice(0, this.#violations.length - maxEntries);
    this.#notes.push(...recorded.notes);
    this.#notes.splice(0, this.#notes.length - maxEntries);
    return recorded;
  }

  /** The number of recorded requests, violations and notes. */
  get size(): { readonly requests: number; readonly violations: number; readonly notes: number } {
    return {
      requests: this.#requests.length,
      violations: this.#violations.length,
      notes: this.#notes.length,
    };
  }

  /** Copies of the newest requests, oldest first. */
  requests(limit: number = maxEntries): readonly RecordedRequest[] {
    return structuredClone(this.#requests.slice(-limit));
  }

  violations(): readonly Violation[] {
    return structuredClone(this.#violations);
  }

  notes(): readonly Note[] {
    return structuredClone(this.#notes);
  }

  /** Returns the violations and clears them. Recorded requests keep theirs. */
  takeViolations(): readonly Violation[] {
    return this.#violations.splice(0);
  }

  clear(): void {
    this.#requests.length = 0;
    this.#violations.length = 0;
    this.#notes.length = 0;
  }
}

function limitMessage<Problem extends Violation | Note>(problem: Problem): Problem {
  return { ...problem, message: limitLength(problem.message) };
}

function limitLength(text: string): string {
  return text.length > maxCharacters ? `[${text.length} characters omitted]` : text;
}
