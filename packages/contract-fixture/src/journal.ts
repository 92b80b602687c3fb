import { BoundedList } from "./bounded-list.js";
import type { EngineRequest, EngineResponse } from "./engine/engine.js";
import { limitLength } from "./limit-length.js";
import { maskBody, maskHeaders, maskQuery } from "./mask.js";
import type { Note } from "./note.js";
import { type RecordedResponse, recordResponse } from "./recorded-response.js";
import type { Violation } from "./violation.js";
import { ViolationTally } from "./violation-tally.js";

/** The time at which a request was received, and that until its response. */
export interface RequestTiming {
  /** In UTC, in the format of ISO 8601: `"2027-01-31T12:00:00.000Z"`. */
  readonly time: string;
  /** In milliseconds, until the response was sent. Includes the delay of a script. */
  readonly durationMs: number;
}

/** A request that the fixture received, and its response. */
export interface RecordedRequest extends RequestTiming {
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
  readonly response: RecordedResponse;
  readonly violations: readonly Violation[];
  /** What GitLab accepts, although the document does not declare it. */
  readonly notes: readonly Note[];
}

/** The number of requests, violations and notes that the journal has dropped since the start or the last reset. */
export interface DroppedEntries {
  readonly requests: number;
  readonly violations: number;
  readonly notes: number;
}

/** The maximum number of requests, of violations and of notes in the journal. The oldest are dropped. */
const maxEntries = 10_000;
/** The maximum size of the requests, and of the violations, in the journal as JSON. The oldest are dropped. */
const maxBytes = 32 * 1024 * 1024;
/** The maximum number of violations recorded per request: a body can have any number of invalid fields. */
const maxViolations = 100;

/** The requests, violations and notes since the fixture was started or reset. */
export class Journal {
  readonly #requests = new BoundedList<RecordedRequest>(maxEntries, maxBytes);
  readonly #violations = new BoundedList<Violation>(maxEntries, maxBytes);
  readonly #notes = new BoundedList<Note>(maxEntries, maxBytes);
  /** All violations since the fixture was started. Nothing clears it. */
  readonly tally: ViolationTally = new ViolationTally();

  /** Records a request. Returns the recorded object itself, not a copy. */
  record(request: EngineRequest, response: EngineResponse, timing: RequestTiming): RecordedRequest {
    const { operation, status, violations, notes = [] } = response;
    const limited = limitLength(request.text);
    const recorded: RecordedRequest = {
      ...timing,
      method: request.method,
      path: request.url.pathname + maskQuery(request.url),
      headers: maskHeaders(request.headers),
      body: limited === request.text ? maskBody(request.body.value) : limited,
      ...(operation !== undefined && { operation }),
      status,
      response: recordResponse(request.method, response),
      violations: violations.slice(0, maxViolations).map(limitMessage),
      notes: notes.map(limitMessage),
    };
    this.#requests.push(recorded);
    for (const violation of recorded.violations) {
      this.#violations.push(violation);
      this.tally.add(violation);
    }
    for (const note of recorded.notes) this.#notes.push(note);
    return recorded;
  }

  /** The number of recorded requests, violations and notes, and of those that were dropped. */
  get size(): {
    readonly requests: number;
    readonly violations: number;
    readonly notes: number;
    readonly dropped: DroppedEntries;
  } {
    return {
      requests: this.#requests.length,
      violations: this.#violations.length,
      notes: this.#notes.length,
      dropped: {
        requests: this.#requests.dropped,
        violations: this.#violations.dropped,
        notes: this.#notes.dropped,
      },
    };
  }

  /** Copies of the newest requests, oldest first. */
  requests(limit: number = maxEntries): readonly RecordedRequest[] {
    return structuredClone(this.#requests.newest(limit));
  }

  violations(): readonly Violation[] {
    return structuredClone(this.#violations.newest(maxEntries));
  }

  notes(): readonly Note[] {
    return structuredClone(this.#notes.newest(maxEntries));
  }

  /** Returns the violations and clears them. Recorded requests keep theirs. */
  takeViolations(): readonly Violation[] {
    const violations = this.violations();
    this.#violations.clear();
    return violations;
  }

  clear(): void {
    this.#requests.clear();
    this.#violations.clear();
    this.#notes.clear();
  }
}

function limitMessage<Problem extends Violation | Note>(problem: Problem): Problem {
  return { ...problem, message: limitLength(problem.message) };
}
